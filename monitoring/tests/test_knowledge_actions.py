"""Entry and exit tests of level 2 (R42, clause 5.4): assigned, taken, timed, checked, given again."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.utils import timezone

from mentoring.kit.dates import today
from mentoring.kit.verdict import Refused
from mentoring.models import JournalEntry, Letter
from mentoring.tests import make
from monitoring.access import knowledge as rights
from monitoring.actions.knowledge import answer, practical
from monitoring.actions.knowledge import test as tests
from monitoring.actions.knowledge.protocol import sign_protocol
from monitoring.models import BankQuestion, Evaluation, KnowledgeTest
from monitoring.queries.home.counter import sources_of
from monitoring.tests import make_knowledge as mk
from monitoring.tests import make_survey as ms

QUICK = ("one", "many", "number", "order", "match")


@pytest.fixture
def curator(cast):
    return cast.actor("curator")


@pytest.fixture
def mentor(cast):
    return cast.actor("mentor")


@pytest.fixture
def program(cast):
    return ms.program(cast.pair)


@pytest.fixture
def bank(curator):
    return mk.bank(curator)


def deeds(actor):
    return {source.code: source.queryset.count() for source in sources_of(actor, today()) if source.queue == "Тесты"}


# Assigning


@pytest.mark.parametrize("part", ["director", "supervisor", "mentee", "other_mentor", "outsider"])
def test_only_the_programs_mentor_and_the_curator_assign(cast, program, bank, part):
    with pytest.raises(Refused, match="наставник программы или куратор"):
        mk.assigned(program, cast.actor(part))
    assert not KnowledgeTest.objects.exists()


def test_a_test_is_a_deed_and_a_letter_with_its_date(cast, program, bank, mentor):
    test = mk.assigned(program, mentor, minutes=40)
    assert (test.maximum, test.tasks.count()) == (7, 6)
    assert deeds(cast.actor("mentee")) == {"test_take": 1, "test_check": 0}
    letter = Letter.objects.get(code="test_assigned")
    assert "Вопросов 6" in letter.body
    assert "40 минут" in letter.body


def test_every_mentee_of_a_group_has_a_draw_of_his_own(cast, curator):
    for _ in range(3):
        mk.bank(curator, QUICK)
    group = ms.group_program(3, mentor=cast.mentor)
    mk.assigned(group, cast.actor("mentor"), count=5)
    rows = list(KnowledgeTest.objects.all())
    assert {row.member for row in rows} == set(group.pair.mentees)
    assert len({row.seed for row in rows}) == 3
    assert all(row.tasks.count() == 5 for row in rows)


def test_a_second_entry_test_and_one_for_somebody_else_are_refused(cast, program, bank, mentor):
    mk.assigned(program, mentor)
    with pytest.raises(Refused, match="уже назначен"):
        mk.assigned(program, mentor)
    with pytest.raises(Refused, match="наставляемых этой программы"):
        mk.assigned(program, mentor, moment="exit", members=[cast.other_mentee])
    with pytest.raises(Refused, match="входной тест ещё не закончен"):
        mk.assigned(program, mentor, moment="exit")


@pytest.mark.parametrize(
    ("fields", "why"),
    [({"due": today() - timedelta(days=1)}, "уже прошёл"), ({"minutes": 1}, "от 5 до 240"), ({"count": 0}, "от 1 до 60"),
     ({"codes": ("legal",)}, "нет вопросов"), ({"due": today() + timedelta(days=2000)}, "кончается")],
)  # fmt: skip
def test_impossible_terms_are_refused_in_words(program, bank, mentor, fields, why):
    with pytest.raises(Refused, match=why):
        mk.assigned(program, mentor, **fields)
    assert not KnowledgeTest.objects.exists()


def test_the_exit_test_takes_other_questions_of_the_same_competences(cast, program, curator, mentor):
    for competence in ("цель", "проверка"):
        mk.bank(curator, ("one", "number", "match", "many"), competence=competence)
    entry = mk.passed(program, mentor, count=4)
    exit_ = mk.assigned(program, mentor, moment="exit")
    asked = [[task.question for task in test.tasks.select_related("question")] for test in (entry, exit_)]
    assert sorted(q.competence for q in asked[0]) == sorted(q.competence for q in asked[1])
    assert not {q.pk for q in asked[0]} & {q.pk for q in asked[1]}


# Taking


def test_a_right_sitting_without_texts_is_scored_at_once(program, curator, mentor):
    mk.bank(curator, QUICK)
    test = mk.passed(program, mentor)
    assert (test.state, test.score, test.percent) == ("scored", Decimal(5), Decimal(100))


def test_partial_points_add_up(cast, program, curator, mentor):
    """Hand-worked: one right (1), of two right options one (1/2), order of three with one in place (1/3): 11/6 of 3."""
    mk.bank(curator, ("one", "many", "order"))
    test, by, at = mk.assigned(program, mentor), cast.actor("mentee"), timezone.now()
    answer.start_test(test, by=by, at=at)
    tasks = {task.question.kind: task.pk for task in test.tasks.select_related("question")}
    given = {tasks["one"]: [0], tasks["many"]: [0], tasks["order"]: [0, 2, 1]}
    answer.save_answers(test, given, page=1, by=by, at=at)
    test = answer.send_test(test, by=by, at=at)
    assert test.score == Decimal("1.8333")
    assert test.percent == Decimal("61.11111")


def test_what_our_page_could_not_have_sent_is_refused(cast, program, curator, mentor):
    mk.bank(curator, QUICK)
    test, by, at = mk.assigned(program, mentor), cast.actor("mentee"), timezone.now()
    with pytest.raises(Refused, match="Сначала начните"):
        answer.save_answers(test, {}, page=1, by=by, at=at)
    answer.start_test(test, by=by, at=at)
    tasks = {task.question.kind: task.pk for task in test.tasks.select_related("question")}
    for given in ({tasks["one"]: [0, 1]}, {tasks["many"]: [9]}, {tasks["order"]: [0, 1]}, {tasks["match"]: ["x", 0]}):
        with pytest.raises(Refused, match="из предложенного"):
            answer.save_answers(test, given, page=1, by=by, at=at)
    with pytest.raises(Refused, match="Такого вопроса"):
        answer.save_answers(test, {0: [0]}, page=1, by=by, at=at)
    with pytest.raises(Refused, match="Тест проходит"):
        answer.save_answers(test, {}, page=1, by=mentor, at=at)


def test_one_attempt_and_a_second_sending_changes_nothing(cast, program, curator, mentor):
    mk.bank(curator, QUICK)
    test, by = mk.passed(program, mentor), cast.actor("mentee")
    assert answer.send_test(test, by=by, at=timezone.now()).percent == 100
    with pytest.raises(Refused, match="уже закончен"):
        answer.save_answers(test, {}, page=1, by=by, at=timezone.now())


def test_when_the_time_runs_out_what_was_kept_counts(cast, program, curator, mentor):
    mk.bank(curator, ("one", "number"))
    began = timezone.now() - timedelta(minutes=41)
    test = mk.taken(mk.assigned(program, mentor, minutes=40, at=began), kinds=("one",), send=False, at=began)
    by = cast.actor("mentee")
    with pytest.raises(Refused, match="Время теста вышло"):
        answer.save_answers(test, {}, page=1, by=by, at=timezone.now())
    assert answer.close_due_tests(at=timezone.now()) == 1
    test.refresh_from_db()
    assert (test.state, test.percent) == ("scored", 50)
    assert answer.close_due_tests(at=timezone.now()) == 0


def test_a_page_sent_at_the_last_second_is_still_taken(cast, program, curator, mentor):
    mk.bank(curator, ("one",))
    test = mk.taken(mk.assigned(program, mentor, minutes=40), kinds=(), send=False)
    test.refresh_from_db()
    task = test.tasks.get()
    answer.save_answers(test, {task.pk: [0]}, page=1, by=cast.actor("mentee"), at=test.ends_at + timedelta(seconds=20))
    assert answer.settle(test, at=test.ends_at + timedelta(seconds=30)).state == "in_progress"
    assert answer.settle(test, at=test.ends_at + timedelta(minutes=2)).percent == 100


def test_nobody_began_by_the_date_is_missed_and_is_no_zero(cast, program, bank, mentor):
    test = mk.assigned(program, mentor)
    KnowledgeTest.objects.update(due=today() - timedelta(days=1))
    with pytest.raises(Refused, match="Срок теста был"):
        answer.start_test(test, by=cast.actor("mentee"), at=timezone.now())
    assert answer.close_due_tests(at=timezone.now()) == 1
    test.refresh_from_db()
    assert (test.state, test.percent) == ("missed", None)
    assert deeds(cast.actor("mentee"))["test_take"] == 0


# Checking


def test_short_texts_wait_for_the_mentor_then_the_result_is_told(cast, program, bank, mentor):
    test = mk.passed(program, mentor)
    assert (test.state, test.percent) == ("awaiting_check", None)
    assert Letter.objects.filter(code="test_to_check", person=cast.mentor).exists()
    assert deeds(mentor) == {"test_take": 0, "test_check": 1}
    text = test.tasks.get(question__kind="text")
    for marks in ({}, {text.pk: (Decimal(3), "")}):
        with pytest.raises(Refused, match="от 0 до 2"):
            answer.check_test(test, marks, by=mentor, at=timezone.now())
    with pytest.raises(Refused, match="собственный тест"):
        answer.check_test(test, {}, by=cast.actor("mentee"), at=timezone.now())
    test = answer.check_test(test, {text.pk: (Decimal(1), "Нет проверки")}, by=mentor, at=timezone.now())
    assert (test.state, test.score, test.checked_by) == ("scored", 6, cast.mentor)
    assert round(test.percent, 2) == Decimal("85.71")


def test_an_overdue_check_comes_to_the_curator(program, bank, mentor, curator):
    test = mk.passed(program, mentor)
    assert deeds(curator)["test_check_late"] == 0
    KnowledgeTest.objects.filter(pk=test.pk).update(check_due=today() - timedelta(days=1))
    assert deeds(curator)["test_check_late"] == 1


# Again, skipped, seen


def test_a_new_attempt_is_the_curators_and_the_old_result_stays(cast, program, curator, mentor):
    mk.bank(curator, QUICK)
    test = mk.passed(program, mentor, kinds=("one",))
    again = {"reason": "Пропал свет", "due": today() + timedelta(days=3), "at": timezone.now()}
    with pytest.raises(Refused, match="даёт куратор"):
        tests.give_again(test, by=mentor, **again)
    with pytest.raises(Refused, match="Напишите"):
        tests.give_again(test, by=curator, **{**again, "reason": ""})
    new = tests.give_again(test, by=curator, **again)
    test.refresh_from_db()
    assert (test.counts, test.percent, new.attempt, new.counts) == (False, 20, 2, True)
    with pytest.raises(Refused, match="более новая"):
        tests.give_again(test, by=curator, **again)


def test_a_skipped_test_says_why_and_opens_the_exit_one(program, bank, mentor):
    test = mk.assigned(program, mentor)
    tests.skip_test(test, reason="Сдавал аттестацию", by=mentor, at=timezone.now())
    assert KnowledgeTest.objects.get().state == "skipped"
    assert mk.assigned(program, mentor, moment="exit").tasks.exists()


def test_the_mentee_reads_right_answers_only_after_the_exit_test(cast, program, curator, mentor):
    mk.bank(curator, QUICK)
    entry, mentee = mk.passed(program, mentor), cast.actor("mentee")
    assert "после итогового теста" in rights.may_see_answers(mentee, mk.fresh(entry)).reason
    assert rights.may_see_answers(mentor, mk.fresh(entry))
    assert not rights.may_see_answers(cast.actor("director"), mk.fresh(entry))
    exit_ = mk.passed(program, mentor, moment="exit")
    assert rights.may_see_answers(mentee, mk.fresh(entry))
    assert rights.may_see_answers(mentee, mk.fresh(exit_))
    tests.give_again(exit_, reason="Пропал свет", due=today() + timedelta(days=3), by=curator, at=timezone.now())
    assert not rights.may_see_answers(mentee, mk.fresh(entry)), "the same questions may come again"
    assert not rights.may_see_answers(mentee, mk.fresh(exit_))


def test_a_former_mentor_opens_what_was_assigned_up_to_his_last_day(cast, program, bank, curator):
    test = mk.assigned(program, curator)
    cast.pair.members.filter(side="mentor").update(until=today() - timedelta(days=2))
    mentor = cast.actor("mentor")
    assert not rights.tests_for(mentor).exists()
    assert rights.tests_for(curator).get() == rights.tests_for(cast.actor("mentee")).get() == test
    KnowledgeTest.objects.update(assigned_at=timezone.now() - timedelta(days=3))
    assert rights.tests_for(mentor).get() == test


def test_in_a_group_each_mentee_sees_his_own_tests(cast, curator):
    mk.bank(curator)
    group = ms.group_program(2, mentor=cast.mentor)
    mk.assigned(group, cast.actor("mentor"))
    for person in group.pair.mentees:
        assert [test.member for test in rights.tests_for(make.actor(person))] == [person]


def test_the_story_never_says_how_well(cast, program, curator, mentor):
    mk.bank(curator, QUICK)
    mk.passed(program, mentor)
    entries = JournalEntry.objects.filter(event__startswith="test_")
    assert {entry.event for entry in entries} == {"test_assigned", "test_started", "test_scored"}
    assert not [entry for entry in entries if "%" in entry.heading or entry.audience != "members"]


def test_a_result_after_the_conclusion_makes_it_wait_for_confirmation(program, curator, mentor):
    mk.bank(curator, QUICK)
    evaluation = Evaluation.objects.create(
        program=program, created_at=timezone.now(), conclusion="Сработало", concluded_on=today(), levels=["2"]
    )
    mk.passed(program, mentor)
    evaluation.refresh_from_db()
    assert (evaluation.conclusion, evaluation.concluded_on) == ("Сработало", None)


# Protocol, estimates, practical tasks


def test_the_protocol_is_numbered_once_and_signed_by_both(program, curator, mentor):
    mk.bank(curator, QUICK)
    test = mk.passed(program, mentor)
    document = sign_protocol(test, by=mentor, at=timezone.now())
    BankQuestion.objects.update(competence="другое")
    again = sign_protocol(test, by=curator, at=timezone.now())
    assert (again.pk, document.number[:3]) == (document.pk, "ПТ-")
    assert {row.role for row in document.signatures.all()} == {"mentor", "curator"}
    assert {row.sha256 for row in document.signatures.all()} == {document.sha256}
    with pytest.raises(Refused, match="уже подписали"):
        sign_protocol(test, by=mentor, at=timezone.now())


def test_estimates_of_mentor_and_curator_stand_apart(cast, program, curator, mentor):
    said = {"member": cast.mentee, "moment": "entry", "at": timezone.now()}
    practical.estimate(program, level="low", words="Первое занятие", by=mentor, **said)
    practical.estimate(program, level="middle", words="", by=curator, **said)
    mine = practical.estimate(program, level="high", words="", by=mentor, **said)
    assert (mine.side, mine.level, type(mine).objects.count()) == ("mentor", "high", 2)
    with pytest.raises(Refused, match="наставник программы и куратор"):
        practical.estimate(program, level="low", words="", by=cast.actor("director"), **said)
