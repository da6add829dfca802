"""Reports (R33): drafts and two windows, sending, returning with reasons, acceptance with a number, letting pass."""

from datetime import timedelta

import pytest
from django.utils import timezone

from mentoring.kit.canonical import fingerprint
from mentoring.kit.dates import today
from mentoring.kit.stale import Stale
from mentoring.kit.verdict import Refused
from mentoring.models import IssuedDocument, JournalEntry, Letter, Unit
from programs.actions import report as act
from programs.actions import report_decide as decide
from programs.actions.report_due import open_due_reports
from programs.models import ProgressReport
from programs.report_text import from_payload
from programs.tests import make_report as mr


def save(cast, report, part="mentor", seen=None, **said):
    version = report.lock_version if seen is None else seen
    return act.save_report(report=report, said=said, lock_version=version, by=cast.actor(part), at=timezone.now())


class TestDraft:
    def test_is_kept_unfinished_and_proposals_apart(self, cast):
        report = mr.due(cast)
        save(cast, report, adaptation="Начал.", reward="Грамота.")
        kept = mr.fresh(report)
        assert (kept.said["adaptation"], kept.proposals["reward"], kept.state) == ("Начал.", "Грамота.", "due")
        assert "reward" not in kept.said

    def test_second_window_is_told_and_nothing_is_lost(self, cast):
        report = mr.due(cast)
        save(cast, report, adaptation="Первое окно.")
        with pytest.raises(Stale, match="сохранили в другом окне"):
            save(cast, mr.fresh(report), seen=report.lock_version - 1, adaptation="Второе окно.")
        assert mr.fresh(report).said["adaptation"] == "Первое окно."

    @pytest.mark.parametrize("part", ["curator", "director", "mentee", "other_mentor", "supervisor", "outsider"])
    def test_nobody_else_writes(self, cast, part):
        report = mr.due(cast)
        with pytest.raises(Refused, match="Заполняет наставник"):
            save(cast, report, part, adaptation="Чужое.")

    @pytest.mark.parametrize(
        ("said", "words"),
        [
            ({"adaptation": "ы" * 4001}, "слишком длинно, 4001 знаков из 4000"),
            ({"conclusion": "great"}, "выберите из списка"),
        ],
    )
    def test_refuses_what_does_not_fit(self, cast, said, words):
        with pytest.raises(Refused, match=words):
            save(cast, mr.due(cast), **said)

    def test_before_its_day_it_is_begun_first(self, cast):
        report = mr.fresh(ProgressReport.objects.get(program=mr.program(cast), kind="periodic"))
        with pytest.raises(Refused, match="Отчёт понадобится"):
            save(cast, report, adaptation="Рано.")


class TestSubmit:
    def test_facts_are_frozen_with_their_hash_and_the_recipient_is_told(self, cast):
        report = mr.sent(cast)
        assert report.state == "submitted"
        assert report.sha256 == fingerprint(report.payload)
        assert report.until == today()
        text = from_payload(report.payload)
        assert text.said["performance"] == "Три карты занятий приняты."
        assert "reward" not in text.said
        assert "Объявить благодарность" not in str(report.payload)
        letter = Letter.objects.get(code="report_submitted")
        assert (letter.person, letter.path) == (cast.curator, f"/reports/{report.pk}/")

    def test_later_changes_do_not_touch_it(self, cast):
        report = mr.sent(cast)
        report.program.goal = "Другая цель"
        report.program.save(update_fields=["goal"])
        assert "Другая цель" not in str(mr.fresh(report).payload)

    def test_needs_its_fields(self, cast):
        report = mr.due(cast)
        with pytest.raises(Refused, match="Осталось заполнить: «Как проходит адаптация» и «Вывод»"):
            mr.submit(cast, report, adaptation=" ", conclusion="")
        assert mr.fresh(report).state == "due"

    def test_twice_is_refused_in_words(self, cast):
        report = mr.sent(cast)
        with pytest.raises(Refused, match="Второй раз не нужно"):
            mr.submit(cast, report)
        assert Letter.objects.filter(code="report_submitted").count() == 1

    def test_to_the_head_of_an_association(self, cast):
        report = mr.due(cast)
        unit = _association(cast)
        mr.submit(cast, report, unit=unit)
        assert Letter.objects.get(code="report_submitted").person == cast.supervisor
        assert mr.fresh(report).unit == unit

    def test_not_to_a_stranger(self, cast):
        stranger = Unit.objects.create(name="Чужая комиссия", head=cast.director)
        with pytest.raises(Refused, match="Этому руководителю отчёт не отправляют"):
            mr.submit(cast, mr.due(cast), unit=stranger)

    def test_taken_back_its_text_is_no_more(self, cast):
        report = mr.sent(cast)
        act.withdraw_report(report=report, by=cast.actor("mentor"), at=timezone.now())
        kept = mr.fresh(report)
        assert (kept.state, kept.payload, kept.sha256) == ("due", None, "")
        assert kept.said["adaptation"]


class TestReturn:
    def test_reasons_come_to_the_fields(self, cast):
        report = mr.returned(cast, performance="Какие карты?", general="Добавьте сроки.")
        assert report.state == "returned"
        assert report.notes == {"performance": "Какие карты?", "general": "Добавьте сроки."}
        letter = Letter.objects.get(code="report_returned")
        assert letter.person == cast.mentor
        assert "Какие карты?" in letter.body

    def test_needs_a_reason(self, cast):
        report = mr.sent(cast)
        with pytest.raises(Refused, match="хотя бы одно замечание"):
            decide.return_report(
                report=report, sha256=report.sha256, notes={"performance": " ", "nowhere": "x"},
                by=cast.actor("curator"), at=timezone.now(),
            )  # fmt: skip

    def test_amended_and_sent_again(self, cast):
        report = mr.returned(cast)
        mr.submit(cast, report, performance="Карты по слесарному делу.")
        kept = mr.fresh(report)
        assert (kept.state, kept.notes) == ("submitted", {})

    @pytest.mark.parametrize("part", ["mentor", "mentee", "director", "supervisor", "other_mentor"])
    def test_only_the_recipient(self, cast, part):
        report = mr.sent(cast)
        with pytest.raises(Refused):
            decide.return_report(
                report=report, sha256=report.sha256, notes={"general": "Нет."}, by=cast.actor(part), at=timezone.now()
            )

    def test_a_text_sent_anew_is_read_once_more(self, cast):
        report = mr.sent(cast)
        with pytest.raises(Refused, match="прислали заново"):
            decide.accept_report(report=report, sha256="0" * 64, by=cast.actor("curator"), at=timezone.now())


class TestAccept:
    def test_number_signatures_and_no_proposals_in_the_register(self, cast):
        report = mr.accepted(cast)
        document = IssuedDocument.objects.get(pk=report.document_id)
        assert (document.type.code, document.state, document.sha256) == ("D19", "in_force", report.sha256)
        assert document.number.endswith("/1")
        assert "благодарность" not in str(document.payload)
        signed = [(row.person, row.role, row.sha256) for row in document.signatures.order_by("signed_at")]
        assert signed == [(cast.mentor, "mentor", report.sha256), (cast.curator, "curator", report.sha256)]

    def test_next_report_appears_and_is_named_in_the_letter(self, cast):
        report = mr.accepted(cast)
        after = ProgressReport.objects.by_mentor().exclude(pk=report.pk).get(program=report.program)
        assert after.since == report.until + timedelta(days=1)
        assert "Следующий" in Letter.objects.get(code="report_accepted").body

    def test_is_locked(self, cast):
        report = mr.accepted(cast)
        with pytest.raises(Refused, match="больше не меняется"):
            save(cast, report, adaptation="Поздно.")
        with pytest.raises(Refused, match="уже отправили, приняли или вернули"):
            act.withdraw_report(report=report, by=cast.actor("mentor"), at=timezone.now())

    def test_twice_is_refused(self, cast):
        report = mr.accepted(cast)
        with pytest.raises(Refused, match="уже отправили, приняли или вернули"):
            decide.accept_report(report=report, sha256=report.sha256, by=cast.actor("curator"), at=timezone.now())
        assert IssuedDocument.objects.filter(type__code="D19").count() == 1

    def test_director_waits_for_the_curator(self, cast):
        report = mr.sent(cast)
        with pytest.raises(Refused, match="Сначала отчёт прочитает куратор"):
            decide.accept_report(report=report, sha256=report.sha256, by=cast.actor("director"), at=timezone.now())

    def test_head_accepts_what_was_sent_to_him(self, cast):
        report = mr.due(cast)
        mr.submit(cast, report, unit=_association(cast))
        report = mr.fresh(report)
        with pytest.raises(Refused, match="Куратор может взять его себе"):
            decide.accept_report(report=report, sha256=report.sha256, by=cast.actor("curator"), at=timezone.now())
        decide.accept_report(report=report, sha256=report.sha256, by=cast.actor("supervisor"), at=timezone.now())
        assert mr.fresh(report).accepted_by == cast.supervisor

    def test_the_story_tells_of_every_step(self, cast):
        report = mr.accepted(cast)
        told = list(
            JournalEntry.objects.filter(event__startswith="report_").order_by("at").values_list("event", flat=True)
        )
        assert told == ["report_submit", "report_accept"]
        assert "благодарность" not in str(list(JournalEntry.objects.values_list("heading", "text")))
        assert report.state == "accepted"


class TestReview:
    def deliver(self, cast, report, part="mentee", **said):
        return act.deliver_review(
            report=report, said={**mr.REVIEW, **said}, lock_version=report.lock_version, by=cast.actor(part),
            at=timezone.now(),
        )  # fmt: skip

    def test_is_received_at_once_with_a_number(self, cast):
        report = mr.review(cast, mr.program(cast))
        self.deliver(cast, report)
        kept = mr.fresh(report)
        assert (kept.state, kept.document.type.code) == ("accepted", "D21")
        assert [row.person for row in kept.document.signatures.all()] == [cast.mentee]

    def test_its_story_is_the_office_s(self, cast):
        self.deliver(cast, mr.review(cast, mr.program(cast)))
        assert JournalEntry.objects.get(event="report_review").audience == "office"

    def test_needs_its_fields(self, cast):
        with pytest.raises(Refused, match="Что помогло больше всего"):
            self.deliver(cast, mr.review(cast, mr.program(cast)), helped="")

    def test_nobody_answers_for_the_mentee(self, cast):
        with pytest.raises(Refused, match="Заполняет наставляемый"):
            self.deliver(cast, mr.review(cast, mr.program(cast)), "mentor")


class TestCurator:
    def move(self, cast, report, part="curator", due=None, reason="Болел."):
        due = due or today() + timedelta(days=20)
        return decide.move_report(report=report, due=due, reason=reason, by=cast.actor(part), at=timezone.now())

    def test_moves_the_date_with_a_reason(self, cast):
        report = mr.due(cast)
        until = report.until
        self.move(cast, report)
        kept = mr.fresh(report)
        assert (kept.due, kept.until) == (today() + timedelta(days=20), until)
        assert "болел" in Letter.objects.get(code="report_moved").body

    def test_moves_only_ahead_and_with_words(self, cast):
        report = mr.due(cast)
        with pytest.raises(Refused, match="Эта дата уже прошла"):
            self.move(cast, report, due=today())
        with pytest.raises(Refused, match="Напишите причину"):
            self.move(cast, report, reason=" ")

    @pytest.mark.parametrize("part", ["mentor", "mentee", "director", "supervisor"])
    def test_nobody_else_moves_or_waives(self, cast, part):
        report = mr.due(cast)
        with pytest.raises(Refused, match="освобождает куратор"):
            self.move(cast, report, part)
        with pytest.raises(Refused, match="освобождает куратор"):
            decide.waive_report(report=report, reason="Так.", by=cast.actor(part), at=timezone.now())

    def test_does_without_and_the_next_one_covers_the_period(self, cast):
        report = mr.due(cast)
        decide.waive_report(report=report, reason="Болел месяц.", by=cast.actor("curator"), at=timezone.now())
        after = ProgressReport.objects.by_mentor().exclude(pk=report.pk).get(program=report.program)
        assert (after.kind, after.since) == ("final", report.since)

    def test_calls_it_back(self, cast):
        report = mr.due(cast)
        decide.waive_report(report=report, reason="Болел.", by=cast.actor("curator"), at=timezone.now())
        with pytest.raises(Refused, match="уже открыт следующий отчёт"):
            decide.restore_report(report=mr.fresh(report), by=cast.actor("curator"), at=timezone.now())
        ProgressReport.objects.exclude(pk=report.pk).delete()
        decide.restore_report(report=mr.fresh(report), by=cast.actor("curator"), at=timezone.now())
        assert mr.fresh(report).state == "due"
        assert open_due_reports(at=timezone.now()) == 0

    def test_takes_a_sent_report_to_himself(self, cast):
        report = mr.due(cast)
        mr.submit(cast, report, unit=_association(cast))
        report = mr.fresh(report)
        act.address_report(report=report, unit=None, by=cast.actor("curator"), at=timezone.now())
        decide.accept_report(report=mr.fresh(report), sha256=report.sha256, by=cast.actor("curator"), at=timezone.now())
        assert mr.fresh(report).state == "accepted"

    def test_recipient_is_not_changed_by_strangers(self, cast):
        report = mr.sent(cast)
        with pytest.raises(Refused):
            act.address_report(report=report, unit=_association(cast), by=cast.actor("mentee"), at=timezone.now())


def _association(cast):
    """The mentee's unit, whose head is the supervisor of the cast."""
    unit = cast.mentee.unit
    if unit.head_id != cast.supervisor.pk:
        Unit.objects.filter(pk=unit.pk).update(head=cast.supervisor)
    return Unit.objects.select_related("head").get(pk=unit.pk)
