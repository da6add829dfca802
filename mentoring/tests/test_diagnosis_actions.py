"""Asking for, filling, sending, taking back a card of difficulties (R11): every step and every refusal."""

from datetime import date, timedelta

import pytest

from mentoring.access import SYSTEM
from mentoring.actions import diagnosis as act
from mentoring.actions.diagnosis.fill import may_fill
from mentoring.actions.setting import change_setting
from mentoring.kit.dates import today
from mentoring.kit.verdict import Refused
from mentoring.models import Diagnosis, DiagnosisAnswer, DiagnosisCard, JournalEntry, Letter, Setting
from mentoring.office import forget
from mentoring.tests import make
from mentoring.tests import make_diagnosis as md


def letters(code):
    return [letter.person for letter in Letter.objects.filter(code=code).select_related("person")]


# Asking


def test_the_curator_asks_and_the_teacher_gets_a_letter(cast):
    diagnosis = md.asked(cast.mentee, by=cast.curator, due=today() + timedelta(days=5))
    assert (diagnosis.state, diagnosis.moment, diagnosis.pair) == ("asked", "entry", cast.pair)
    assert diagnosis.card == DiagnosisCard.objects.get()
    letter = Letter.objects.get(code="diagnosis_asked")
    assert letter.person == cast.mentee
    assert "32\u00a0вопроса" in letter.subject
    assert letter.path == f"/diagnoses/{diagnosis.pk}/"
    entry = JournalEntry.objects.get(event="diagnosis_asked")
    assert (entry.person, entry.pair) == (cast.mentee, None)


def test_a_head_asks_teachers_of_the_unit_alone(cast):
    md.asked(cast.mentee, by=cast.supervisor)
    with pytest.raises(Refused, match="просят заполнить куратор и руководитель"):
        md.asked(cast.other_mentee, by=cast.supervisor)


@pytest.mark.parametrize("part", ["director", "mentor", "mentee", "admin", "outsider"])
def test_others_do_not_ask(cast, part):
    with pytest.raises(Refused, match="просят заполнить куратор и руководитель"):
        md.asked(cast.other_mentee, by=getattr(cast, part))
    assert not Diagnosis.objects.exists()


def test_one_card_of_a_moment_waits_at_a_time(cast):
    md.asked(cast.mentee, by=cast.curator)
    with pytest.raises(Refused, match="уже попросили"):
        md.asked(cast.mentee, by=cast.supervisor)
    assert md.asked(cast.mentee, by=cast.curator, moment="exit").moment == "exit"


def test_not_asked_of_who_leaves_nor_with_a_date_gone_by(cast):
    with pytest.raises(Refused, match="Срок уже прошёл"):
        md.asked(cast.mentee, by=cast.curator, due=today() - timedelta(days=1))
    cast.mentee.left_on = today()
    cast.mentee.save(update_fields=["left_on"])
    with pytest.raises(Refused, match="Карта не нужна"):
        md.asked(cast.mentee, by=cast.curator)


def test_not_asked_without_a_published_card(cast):
    DiagnosisCard.objects.update(published=False)
    with pytest.raises(Refused, match="Опубликованной карты нет"):
        md.asked(cast.mentee, by=cast.curator)


def test_a_whole_unit_is_asked_at_once_and_those_asked_before_are_passed_over(cast):
    md.asked(cast.mentee, by=cast.curator)
    people = [cast.mentee, cast.mentor, cast.other_mentee]
    cards = act.ask_many(people, by=cast.actor("curator"), at=md.now())
    assert {card.person for card in cards} == {cast.mentor, cast.other_mentee}
    with pytest.raises(Refused, match="уже попросили"):
        act.ask_many(people, by=cast.actor("curator"), at=md.now())
    with pytest.raises(Refused, match="Отметьте хотя бы одного"):
        act.ask_many([], by=cast.actor("curator"), at=md.now())


def test_readers_are_those_of_the_day_of_asking(cast):
    for code in ("diagnosis_to_supervisor", "diagnosis_to_director"):
        change_setting(Setting.objects.get(code=code), False, by=cast.actor("curator"), at=md.now())
    forget()
    diagnosis = md.asked(cast.mentee, by=cast.curator)
    assert (diagnosis.to_supervisor, diagnosis.to_director) == (False, False)
    change_setting(Setting.objects.get(code="diagnosis_to_director"), True, by=cast.actor("curator"), at=md.now())
    forget()
    assert not md.fresh(diagnosis).to_director


def test_a_teacher_begins_an_own_card_once(cast):
    first = act.start_own(by=cast.actor("other_mentee"), at=md.now())
    again = act.start_own(by=cast.actor("other_mentee"), at=md.now())
    assert (first.pk, first.state, first.due) == (again.pk, "draft", None)
    assert not letters("diagnosis_asked")


def test_an_exit_card_takes_the_version_of_the_entry(cast):
    entry = md.done(cast.mentee, by=cast.curator)
    newer = act.copy_card(entry.card, by=cast.actor("curator"), at=md.now())
    act.publish_card(newer, by=cast.actor("curator"), at=md.now())
    assert md.asked(cast.mentee, by=cast.curator, moment="exit").card == entry.card
    assert md.asked(cast.other_mentee, by=cast.curator).card == newer


def test_the_system_asks_at_the_end(cast):
    act.ask_card(cast.mentee, moment="exit", pair=cast.pair, by=SYSTEM, at=md.now())
    assert letters("diagnosis_exit_asked") == [cast.mentee]


# Filling


def test_a_part_is_kept_as_it_is_left_and_blanks_stay_blank(cast):
    sheet = md.own_sheet(md.asked(cast.mentee, by=cast.curator))
    by = cast.actor("mentee")
    act.save_part(sheet, "method", {"method_1": 2, "method_2": None}, important=True, by=by, at=md.now())
    kept = dict(DiagnosisAnswer.objects.values_list("statement__code", "value"))
    assert kept == {"method_1": 2, "method_2": None}
    assert md.fresh(sheet.diagnosis).state == "draft"
    act.save_part(sheet, "method", {"method_3": 0}, by=by, at=md.now())
    sheet.refresh_from_db()
    assert dict(DiagnosisAnswer.objects.values_list("statement__code", "value")) == {"method_3": 0}
    assert (sheet.important, sheet.seen) == ([], ["method"])


@pytest.mark.parametrize(
    ("place", "answers", "words"),
    [
        ("method", {"method_1": 4}, "из предложенных"),
        ("method", {"ict_1": 1}, "Такого утверждения"),
        ("nowhere", {}, "Такого утверждения"),
    ],
)
def test_what_the_card_does_not_have_is_refused(cast, place, answers, words):
    sheet = md.own_sheet(md.asked(cast.mentee, by=cast.curator))
    with pytest.raises(Refused, match=words):
        act.save_part(sheet, place, answers, by=cast.actor("mentee"), at=md.now())
    assert not DiagnosisAnswer.objects.exists()


@pytest.mark.parametrize("part", ["curator", "director", "mentor", "supervisor", "other_mentee"])
def test_nobody_fills_for_another(cast, part):
    sheet = md.own_sheet(md.asked(cast.mentee, by=cast.curator))
    for save in (
        lambda who: act.save_part(sheet, "method", {"method_1": 3}, by=who, at=md.now()),
        lambda who: act.save_about(sheet, motivation=1, by=who, at=md.now()),
        lambda who: act.send_sheet(sheet, by=who, at=md.now()),
    ):
        with pytest.raises(Refused, match="заполняет его автор"):
            save(cast.actor(part))


def test_competences_and_motivation_are_the_teachers_own_words(cast):
    sheet = md.own_sheet(md.asked(cast.mentee, by=cast.curator))
    said = {"scientific": 3, "psyped": None, "methodical": 0, "motivation": 2, "expects": "Разобрать занятие"}
    act.save_about(sheet, **said, by=cast.actor("mentee"), at=md.now())
    row = md.fresh(sheet.diagnosis)
    assert {name: getattr(row, name) for name in said} == said
    with pytest.raises(Refused, match="из предложенных"):
        act.save_about(sheet, motivation=9, by=cast.actor("mentee"), at=md.now())
    with pytest.raises(Refused, match="Слишком длинно"):
        act.save_about(sheet, expects="я" * 1001, by=cast.actor("mentee"), at=md.now())
    with pytest.raises(TypeError):
        act.save_about(sheet, magical=1, by=cast.actor("mentee"), at=md.now())
    opinion = act.start_opinion(row, by=cast.actor("supervisor"), at=md.now())
    with pytest.raises(Refused, match="говорит сам педагог"):
        act.save_about(opinion, motivation=1, by=cast.actor("supervisor"), at=md.now())


def test_a_sent_card_tells_the_asker_and_the_mentor(cast):
    diagnosis = md.done(cast.mentee, by=cast.curator)
    assert diagnosis.state == "done"
    assert {person.pk for person in letters("diagnosis_done")} == {cast.curator.pk, cast.mentor.pk}
    sheet = md.own_sheet(diagnosis)
    assert "уже отправлен" in may_fill(cast.actor("mentee"), sheet).reason
    with pytest.raises(Refused, match="уже отправлен"):
        act.send_sheet(sheet, by=cast.actor("mentee"), at=md.now())


@pytest.mark.parametrize("marks", [{}, {"method": [None, None]}])
def test_a_card_without_a_single_mark_is_not_sent(cast, marks):
    sheet = md.fill(md.own_sheet(md.asked(cast.mentee, by=cast.curator)), marks)
    with pytest.raises(Refused, match="не отвечено ни на один"):
        act.send_sheet(sheet, by=cast.actor("mentee"), at=md.now())


def test_answers_are_taken_back_until_a_newer_card(cast):
    diagnosis = md.done(cast.mentee, by=cast.curator)
    act.reopen_card(diagnosis, by=cast.actor("mentee"), at=md.now())
    assert (md.fresh(diagnosis).state, md.own_sheet(diagnosis).done_at) == ("draft", None)
    act.send_sheet(md.own_sheet(diagnosis), by=cast.actor("mentee"), at=md.now())
    with pytest.raises(Refused, match="сам педагог"):
        act.reopen_card(md.fresh(diagnosis), by=cast.actor("curator"), at=md.now())
    md.asked(cast.mentee, by=cast.curator, moment="exit", at=md.now(days=1))
    with pytest.raises(Refused, match="более новая карта"):
        act.reopen_card(md.fresh(diagnosis), by=cast.actor("mentee"), at=md.now())


def test_who_asked_or_the_curator_takes_the_asking_back(cast):
    diagnosis = md.asked(cast.mentee, by=cast.supervisor)
    with pytest.raises(Refused, match="отменяет тот, кто"):
        act.withdraw_card(diagnosis, by=cast.actor("mentee"), at=md.now())
    act.withdraw_card(diagnosis, by=cast.actor("supervisor"), at=md.now())
    assert "больше не нужна" in may_fill(cast.actor("mentee"), md.own_sheet(diagnosis)).reason
    assert md.asked(cast.mentee, by=cast.curator).state == "asked"


# Second opinion


def test_the_head_and_a_curator_give_a_second_opinion(cast):
    diagnosis = md.done(cast.mentee, by=cast.curator)
    assert md.opinion(diagnosis, cast.supervisor).side == "supervisor"
    assert md.opinion(diagnosis, cast.curator).side == "methodist"
    assert letters("diagnosis_opinion_given") == [cast.mentee, cast.mentee]
    with pytest.raises(Refused, match="уже есть"):
        act.start_opinion(md.fresh(diagnosis), by=make.actor(curator_two()), at=md.now())


def curator_two():
    return make.person("Вторая Анна Ивановна", roles=["curator"])


@pytest.mark.parametrize("part", ["mentee", "mentor", "director", "other_mentor", "outsider"])
def test_others_give_no_opinion(cast, part):
    diagnosis = md.done(cast.mentee, by=cast.curator)
    with pytest.raises(Refused, match="непосредственный руководитель и куратор"):
        act.start_opinion(diagnosis, by=cast.actor(part), at=md.now())


def test_the_curator_asks_the_head_who_may_also_not_answer(cast):
    diagnosis = md.asked(cast.mentee, by=cast.curator, opinion=True)
    assert letters("diagnosis_opinion_asked") == [cast.supervisor]
    sheet = diagnosis.sheets.get(side="supervisor")
    with pytest.raises(Refused, match="убирает его автор"):
        act.drop_opinion(sheet, by=cast.actor("curator"), at=md.now())
    act.drop_opinion(sheet, by=cast.actor("supervisor"), at=md.now())
    assert not diagnosis.sheets.filter(side="supervisor").exists()
    with pytest.raises(Refused, match="Руководитель в карточке не указан"):
        act.ask_opinion(md.asked(cast.other_mentee, by=cast.curator), by=cast.actor("curator"), at=md.now())


def test_a_sent_opinion_is_changed_by_its_author(cast):
    sheet = md.opinion(md.done(cast.mentee, by=cast.curator), cast.supervisor)
    with pytest.raises(Refused, match="уже отправлено"):
        act.drop_opinion(sheet, by=cast.actor("supervisor"), at=md.now())
    with pytest.raises(Refused, match="меняет его автор"):
        act.reopen_opinion(sheet, by=cast.actor("curator"), at=md.now())
    act.reopen_opinion(sheet, by=cast.actor("supervisor"), at=md.now())
    sheet.refresh_from_db()
    assert sheet.done_at is None


def test_answers_are_in_no_letter_and_no_journal(cast):
    md.opinion(md.done(cast.mentee, by=cast.curator), cast.supervisor)
    told = " ".join(f"{row.heading} {row.text} {row.changes}" for row in JournalEntry.objects.all())
    told += " ".join(f"{row.subject} {row.body}" for row in Letter.objects.all())
    assert "цель занятия" not in told
    assert "Методическое" not in told


def test_dates_of_the_letter_are_the_settings(cast):
    change_setting(Setting.objects.get(code="diagnosis_days"), 3, by=cast.actor("curator"), at=md.now())
    forget()
    at = make.moment("2026-11-18 10:00")
    if today() <= date(2026, 11, 21):
        assert md.asked(cast.mentee, by=cast.curator, at=at).due == date(2026, 11, 23)  # the 21st is a Saturday
    else:
        due = md.asked(cast.mentee, by=cast.curator).due
        assert due >= today() + timedelta(days=3)
