"""Amendments through the real actions: who may, who must, what comes of it (R25, 5.3, decisions 10 and 11)."""

from datetime import timedelta

import pytest
from django.utils import timezone

from mentoring.kit.dates import today
from mentoring.kit.verdict import Refused
from mentoring.models import JournalEntry, Letter, ListEntry, Pair, PairMember, RoleAssignment
from mentoring.tests.standing import scene
from programs.actions import amendment as act
from programs.actions.mark import mark_event
from programs.choices import AmendmentKind, AmendmentState, EventState
from programs.models import Amendment, PlanEvent, Program, ProgramVersion
from programs.queries.amendment_text import live_terms
from programs.terms import from_data
from programs.tests import make
from programs.tests import make_amendment as plan


@scene
def program(cast):
    make.around_today(cast.pair)
    return make.program(cast.pair, state="active", curator=cast.curator)


def test_the_whole_way(cast, program):
    until = program.until + timedelta(days=60)
    amendment = plan.extended(program, cast.mentor, until=until)
    assert (amendment.number, amendment.kind, amendment.state) == (1, AmendmentKind.EXTENSION, "draft")
    plan.send(amendment, cast.mentor)
    amendment = plan.fresh(amendment)
    assert amendment.state == "awaiting_consents"
    assert [row.person for row in amendment.consents.all()] == [cast.mentor]  # who sends, consents
    plan.answer(amendment, cast.mentee)
    assert plan.fresh(amendment).state == "awaiting_curator"
    first = ProgramVersion.objects.get(program=program, number=1)
    kept = (first.payload, first.sha256)
    version = plan.approve(amendment, cast.curator)
    program = make.fresh(program)
    assert (version.number, program.until, program.due) == (2, until, until)
    assert Pair.objects.get(pk=program.pair_id).until == until
    assert plan.fresh(amendment).state == "in_force"
    assert plan.fresh(amendment).register_number == 1
    first.refresh_from_db()
    assert (first.payload, first.sha256) == kept
    acts = {(row.kind, row.person) for row in version.decisions.all()}
    assert acts == {("acquaint", cast.mentor), ("acquaint", cast.mentee), ("approve", cast.curator)}
    assert program.results.get(member=cast.mentee).sha256 == version.sha256
    assert list(JournalEntry.objects.filter(event__startswith="amendment_").values_list("event", flat=True).order_by("pk")) == [
        "amendment_sent", "amendment_answer", "amendment_answer", "amendment_settled", "amendment_in_force",
    ]  # fmt: skip


def test_events_keep_what_hangs_on_them(cast, program):
    done, changed, dropped = program.events.order_by("position")
    mark_event(
        event=done, state=EventState.DONE, by=cast.actor("mentor"), at=timezone.now(), done_on=today(), result="Да"
    )
    amendment = plan.started(program, cast.mentor)
    plan.plan(amendment, cast.mentor, {str(changed.uuid): {"expected": "Три задания"}}, drop=[str(dropped.uuid)],
              add=[make.event_row(9, due=program.until, checkpoint="final", direction="method", form="workshop",
                                  expected="Итог")])  # fmt: skip
    plan.through(amendment, cast)
    rows = {str(row.uuid): row for row in program.events.all()}
    assert rows[str(changed.uuid)].pk == changed.pk
    assert rows[str(changed.uuid)].expected == "Три задания"
    assert rows[str(dropped.uuid)].state == EventState.REMOVED
    assert rows[str(done.uuid)].state == EventState.DONE
    assert len(rows) == 4


def test_a_marked_event_is_neither_dropped_nor_rewritten(cast, program):
    done = program.events.order_by("position").first()
    amendment = plan.started(program, cast.mentor)
    plan.plan(amendment, cast.mentor, {str(done.uuid): {"expected": "Другое"}})
    mark_event(
        event=done, state=EventState.DONE, by=cast.actor("mentor"), at=timezone.now(), done_on=today(), result="Да"
    )
    with pytest.raises(Refused, match="уже отмечено"):
        plan.send(amendment, cast.mentor)
    other = plan.started(program, cast.mentor)
    with pytest.raises(Refused, match="уже отмечено"):
        plan.plan(other, cast.mentor, drop=[str(done.uuid)])


def test_an_event_marked_while_they_answer_holds_the_approval(cast, program):
    event = program.events.order_by("position").first()
    amendment = plan.started(program, cast.mentor)
    plan.plan(amendment, cast.mentor, {str(event.uuid): {"expected": "Другое"}})
    plan.consented(amendment, cast)
    mark_event(
        event=event, state=EventState.DONE, by=cast.actor("mentor"), at=timezone.now(), done_on=today(), result="Да"
    )
    with pytest.raises(Refused, match="уже отмечено"):
        plan.approve(amendment, cast.curator)
    assert ProgramVersion.objects.filter(program=program).count() == 1


def test_a_moved_event_keeps_its_approved_date_unless_the_amendment_settles_it(cast, program):
    event = program.events.order_by("position")[1]
    was, reason = event.due, ListEntry.objects.get(list="event_reason", code="illness")
    new = was + timedelta(days=5)
    mark_event(
        event=event, state=EventState.MOVED, by=cast.actor("mentor"), at=timezone.now(), reason=reason, new_due=new
    )
    amendment = plan.extended(program, cast.mentor, until=program.until + timedelta(days=10))
    assert from_data(amendment.before).events[str(event.uuid)]["due"] == was
    plan.through(amendment, cast)
    event.refresh_from_db()
    assert (event.due, event.first_due, event.state) == (new, was, EventState.MOVED)
    again = plan.started(program, cast.mentor)
    plan.plan(again, cast.mentor, {str(event.uuid): {"due": was + timedelta(days=9), "starts": None}})
    plan.through(again, cast)
    event.refresh_from_db()
    assert (event.due, event.first_due, event.state) == (was + timedelta(days=9), None, EventState.PLANNED)


# Refusals


def refused(match, call, *args, **kwargs):
    with pytest.raises(Refused, match=match):
        call(*args, **kwargs)


@pytest.mark.parametrize("part", ["mentee", "director", "supervisor", "other_mentor", "admin"])
def test_only_mentors_and_curators_enter(cast, program, part):
    refused("вносят куратор и наставник", act.start_amendment, program=program, reason="Так надо.", by=cast.actor(part),
            at=timezone.now())  # fmt: skip
    assert not Amendment.objects.exists()


def test_a_reason_is_needed(cast, program):
    refused("Напишите, почему", plan.started, program, cast.mentor, reason=" ")


@pytest.mark.parametrize("state", ["draft", "submitted", "awaiting_acquaintance"])
def test_only_a_working_program_is_amended(cast, state):
    program = make.program(make.live_pair(), state=state, curator=cast.curator)
    with pytest.raises(Refused):
        plan.started(program, cast.curator)


def test_nothing_changes_nothing_is_sent(cast, program):
    refused("Пока ничего не меняется", plan.send, plan.started(program, cast.mentor), cast.mentor)


def test_extension_by_more_than_a_year_at_once(cast, program):
    far = program.until + timedelta(days=367)
    amendment = plan.extended(program, cast.mentor, until=far, exception="Двухгодичная стажировка.")
    refused("не больше чем на год", plan.send, amendment, cast.mentor)


def test_beyond_a_year_in_all_an_explanation_is_needed(cast, program):
    far = program.since + timedelta(days=380)
    refused("объясните исключение", plan.send, plan.extended(program, cast.mentor, until=far), cast.mentor)
    told = plan.extended(program, cast.mentor, until=far, exception="Стажировка перенесена.")
    plan.through(told, cast)
    farther = far + timedelta(days=30)  # repeated, and explained anew
    refused("объясните исключение", plan.send, plan.extended(program, cast.mentor, until=farther), cast.mentor)
    plan.through(plan.extended(program, cast.mentor, until=farther, exception="Ещё месяц практики."), cast)
    assert make.fresh(program).until == farther


def test_shorter_than_three_months_needs_an_explanation_too(cast, program):
    near = program.since + timedelta(days=80)
    amendment = plan.extended(program, cast.mentor, until=near)
    refused("объясните исключение", plan.send, amendment, cast.mentor)
    assert plan.fresh(amendment).kind == AmendmentKind.SHORTENING


def test_events_outside_a_shorter_term_hold_it(cast, program):
    near = program.since + timedelta(days=100)
    amendment = plan.extended(program, cast.mentor, until=near)
    refused("вне программы", plan.send, amendment, cast.mentor)


def test_a_day_that_has_passed(cast, program):
    amendment = plan.extended(program, cast.mentor, until=today() - timedelta(days=1), exception="Раньше.")
    refused("уже прошёл", plan.send, amendment, cast.mentor)


def test_answers_of_others_are_refused(cast, program):
    amendment = plan.sent(program, cast)
    for part in ("curator", "director", "other_mentor", "supervisor"):
        refused("Отвечают наставник и наставляемый", plan.answer, amendment, getattr(cast, part))
    refused("Вы ответили", plan.answer, amendment, cast.mentor)


def test_an_answer_to_another_text_is_refused(cast, program):
    amendment = plan.sent(program, cast)
    refused("отправили снова", act.answer_amendment, amendment=amendment, agrees=True, sha256="0" * 64,
            by=cast.actor("mentee"), at=timezone.now())  # fmt: skip


def test_an_objection_says_why_and_stops_it(cast, program):
    amendment = plan.sent(program, cast)
    refused("с чем не согласны", plan.answer, amendment, cast.mentee, agrees=False)
    plan.answer(amendment, cast.mentee, agrees=False, note="Летом меня нет.")
    amendment = plan.fresh(amendment)
    assert (amendment.state, amendment.note) == ("objected", "Летом меня нет.")
    assert Letter.objects.filter(code="amendment_objected", person=cast.mentor).exists()
    plan.send(amendment, cast.mentor)  # asked anew, of everybody
    assert [row.round for row in plan.fresh(amendment).consents.order_by("pk")] == [1, 1, 2]


def test_the_curator_entering_consents_for_nobody(cast, program):
    amendment = plan.extended(program, cast.curator)
    plan.send(amendment, cast.curator)
    assert not plan.fresh(amendment).consents.exists()
    refused("Обновите страницу", plan.approve, amendment, cast.curator)


def test_a_draft_changed_meanwhile_is_not_sent_unread(cast, program):
    amendment = plan.extended(program, cast.mentor)
    seen = amendment.lock_version
    plan.section(amendment, cast.curator, "goal", goal="К маю проводит два занятия.")
    refused("черновик .*изменил", act.send_amendment, amendment=plan.fresh(amendment), lock_version=seen,
            by=cast.actor("mentor"), at=timezone.now())  # fmt: skip


def test_paper_consent_is_recorded_by_the_curator_alone(cast, program):
    amendment = plan.sent(program, cast)
    refused("записывает куратор", act.record_consent, amendment=amendment, person=cast.mentee, by=cast.actor("mentor"),
            at=timezone.now())  # fmt: skip
    act.record_consent(amendment=plan.fresh(amendment), person=cast.mentee, by=cast.actor("curator"), at=timezone.now())
    assert plan.fresh(amendment).state == "awaiting_curator"
    refused("Обновите страницу", act.record_consent, amendment=plan.fresh(amendment), person=cast.mentee,
            by=cast.actor("curator"), at=timezone.now())  # fmt: skip


def test_who_comes_later_is_asked_too(cast, program):
    amendment = plan.consented(plan.extended(program, cast.mentor), cast)
    late = make.make.person("Новикова Ольга Павловна", login=True)
    PairMember.objects.get_or_create(pair=program.pair, person=late, side="mentee", defaults={"since": today()})
    refused("вошли новые люди: Новикова", plan.approve, amendment, cast.curator)


def test_return_needs_words_and_asks_everybody_again(cast, program):
    amendment = plan.consented(plan.extended(program, cast.mentor), cast)
    refused("что исправить", plan.decide, "return", amendment, cast.curator, note="")
    plan.decide("return", amendment, cast.curator, note="Объясните срок.")
    assert (plan.fresh(amendment).state, plan.fresh(amendment).note) == ("returned", "Объясните срок.")
    plan.send(amendment, cast.mentor)
    assert plan.fresh(amendment).state == "awaiting_consents"
    refused("уже решил|Обновите", plan.approve, amendment, cast.curator)


def test_refused_for_good(cast, program):
    amendment = plan.consented(plan.extended(program, cast.mentor), cast)
    refused("почему изменение не принято", plan.decide, "refuse", amendment, cast.curator, note="")
    plan.decide("refuse", amendment, cast.curator, note="Приказ не позволяет.")
    assert plan.fresh(amendment).state == "not_accepted"
    assert make.fresh(program).until == program.until
    again = act.reopen_amendment(amendment=plan.fresh(amendment), by=cast.actor("mentor"), at=timezone.now())
    assert (again.number, again.state) == (2, "draft")
    assert from_data(again.proposed).fields["until"] == from_data(amendment.proposed).fields["until"]


def test_the_second_to_decide_is_told_who_was_first(cast, program):
    other = make.make.person("Рябова Анна Петровна", login=True, roles=["curator"])
    amendment = plan.consented(plan.extended(program, cast.mentor), cast)
    seen = plan.fresh(amendment)
    plan.approve(amendment, cast.curator)
    refused(cast.curator.last_name, act.approve_amendment, amendment=seen, sha256=seen.sha256,
            by=make.actor(other), at=timezone.now())  # fmt: skip


def test_a_participant_never_approves(cast, program):
    RoleAssignment.objects.get_or_create(person=cast.mentor, role="curator", defaults={"since": program.since})
    amendment = plan.consented(plan.extended(program, cast.mentor), cast)
    refused("Вы наставник в этой паре", plan.approve, amendment, cast.mentor)


@pytest.mark.parametrize("setting", ["director", "council"])
def test_who_approves_follows_the_setting_of_the_program(cast, program, setting):
    make.set_setting("program_approver", setting)
    approver = cast.director
    if setting == "council":
        approver = make.make.person("Гурова Нина Олеговна", login=True, roles=["council"])
    amendment = plan.consented(plan.extended(program, cast.mentor), cast)
    refused("Сначала изменение согласует куратор", plan.approve, amendment, cast.curator)
    plan.decide("agree", amendment, cast.curator)
    assert plan.fresh(amendment).state == "awaiting_director"
    version = plan.approve(amendment, approver)
    acts = [(row.kind, row.person) for row in version.decisions.filter(kind__in=("agree", "approve"))]
    assert acts == [("agree", cast.curator), ("approve", approver)]


def test_withdrawing_what_was_read_needs_a_reason(cast, program):
    amendment = plan.sent(program, cast)
    call = {"amendment": amendment, "at": timezone.now()}
    refused("почему отзываете", act.withdraw_amendment, by=cast.actor("mentor"), **call)
    refused("вносят куратор", act.withdraw_amendment, by=cast.actor("mentee"), note="Нет.", **call)
    act.withdraw_amendment(by=cast.actor("curator"), note="Передумали.", **call)
    assert plan.fresh(amendment).state == "withdrawn"
    refused("Обновите", act.withdraw_amendment, amendment=plan.fresh(amendment), by=cast.actor("curator"), note="Ещё раз.",
            at=timezone.now())  # fmt: skip


def test_silence_ends_it_after_the_setting(cast, program):
    amendment = plan.sent(program, cast)
    later = timezone.now() + timedelta(days=10)
    assert act.tend_amendments(at=later) == 0
    assert act.tend_amendments(at=timezone.now() + timedelta(days=30)) == 1
    amendment = plan.fresh(amendment)
    assert amendment.state == "withdrawn"
    assert cast.mentee.short_name in amendment.note
    assert Letter.objects.filter(code="amendment_withdrawn", person=cast.mentee).exists()
    assert make.fresh(program).until == program.until


def test_a_closed_program_ends_it(cast, program):
    amendment = plan.sent(program, cast)
    Program.objects.filter(pk=program.pk).update(state="completed", ended_on=today())
    refused("Программа завершена", plan.answer, amendment, cast.mentee)
    assert act.tend_amendments(at=timezone.now()) == 1
    assert plan.fresh(amendment).state == "withdrawn"


def test_an_extension_in_time_brings_a_program_back_to_work(cast, program):
    Program.objects.filter(pk=program.pk).update(state="finishing")
    plan.through(plan.extended(make.fresh(program), cast.mentor), cast)
    assert make.fresh(program).state == "active"


def test_a_mentee_suggests_and_a_mentor_makes_an_amendment_of_it(cast, program):
    refused(
        "сразу внести",
        act.suggest_change,
        program=program,
        text="Продлить.",
        by=cast.actor("mentor"),
        at=timezone.now(),
    )
    refused("Подсказывает наставляемый|вносят", act.suggest_change, program=program, text="Продлить.",
            by=cast.actor("other_mentee"), at=timezone.now())  # fmt: skip
    first, second = (
        act.suggest_change(program=program, text=text, by=cast.actor("mentee"), at=timezone.now())
        for text in ("Продлить до сентября.", "Убрать тренинг.")
    )
    assert Letter.objects.filter(code="amendment_suggested", person=cast.mentor).count() == 2
    made = plan.started(program, cast.mentor, suggestion=first)
    first.refresh_from_db()
    assert first.amendment == made
    refused("уже ответили", plan.started, program, cast.mentor, suggestion=first)
    refused("почему сейчас не меняем", act.answer_suggestion, suggestion=second, answer="", by=cast.actor("mentor"),
            at=timezone.now())  # fmt: skip
    act.answer_suggestion(suggestion=second, answer="Тренинг нужен.", by=cast.actor("mentor"), at=timezone.now())
    assert Letter.objects.filter(code="suggestion_answered", person=cast.mentee).exists()


def test_difficulties_may_change_too(cast, program):
    rows = from_data(plan.started(program, cast.mentor).proposed).fields["difficulties"]
    amendment = plan.started(program, cast.mentor)
    kept = tuple(row for row in rows if row.statement != "psyped_4")
    plan.section(amendment, cast.mentor, "difficulties", difficulties=kept)
    plan.through(amendment, cast)
    assert program.difficulties.count() == len(rows) - 1
    assert live_terms(program).fields["difficulties"] == kept
    assert PlanEvent.objects.filter(program=program, difficulty=None).count() == 1


def test_states_are_all_reached():
    assert len(AmendmentState) == 9
