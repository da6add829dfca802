"""Opening a program (R20, R21): once, for an assigned pair, by its mentor or the curator, prefilled."""

from datetime import date, timedelta

import pytest

from mentoring.kit.verdict import Refused
from mentoring.models import JournalEntry
from mentoring.tests.make import mentee, moment, pair, request
from programs.actions.program import insert_template, open_program
from programs.models import Program
from programs.tests import make

AT = moment("2026-11-05 09:00")


def test_opened_program_takes_dates_mode_and_year_from_the_pair(cast):
    program = open_program(pair=cast.pair, by=cast.actor("mentor"), at=AT, start="empty")
    assert (program.since, program.until, program.mode) == (cast.pair.since, cast.pair.until, cast.pair.mode)
    assert program.year == cast.pair.order.year
    assert (program.state, program.number, program.goal) == ("draft", None, "")
    assert set(program.sections.values_list("code", flat=True)) == {
        "participants", "goal", "difficulties", "work", "plan", "schedule", "results",
    }  # fmt: skip
    assert list(program.results.values_list("member", flat=True)) == [cast.mentee.pk]


def test_due_date_is_the_order_date_and_the_setting(cast):
    """30 October 2026 + 14 days = Friday 13 November."""
    program = open_program(pair=cast.pair, by=cast.actor("mentor"), at=AT)
    assert program.due == date(2026, 11, 13)


def test_a_late_program_is_due_today_not_in_the_past(cast):
    program = open_program(pair=cast.pair, by=cast.actor("mentor"), at=moment("2027-02-01 09:00"))
    assert program.due == date(2027, 2, 1)


def test_template_gives_blanks_and_dated_events_on_working_days(cast):
    program = open_program(pair=cast.pair, by=cast.actor("mentor"), at=AT, start="template")
    assert "…" in program.goal
    assert program.tasks[0] == "Освоить …"
    events = list(program.events.all())
    assert [event.preset for event in events][:1] == ["po_tour"]
    assert len(events) == 9
    assert all(program.since <= event.due <= program.until and event.due.weekday() < 5 for event in events)
    assert [event.position for event in events] == list(range(1, 10))
    assert events == sorted(events, key=lambda event: event.due)


def test_empty_start_gives_no_blanks_and_no_events(cast):
    program = open_program(pair=cast.pair, by=cast.actor("mentor"), at=AT, start="empty")
    assert (program.goal, program.tasks, program.events.count()) == ("", [], 0)


def test_problem_comes_from_the_request_with_its_directions(cast):
    request(cast.mentee, state="paired", pair=cast.pair, problem="Трудно удержать группу.")
    program = open_program(pair=cast.pair, by=cast.actor("mentor"), at=AT)
    assert program.problem.startswith("Трудно удержать группу.")
    assert "Направления:" in program.problem


def test_curator_may_open_for_a_pair(cast):
    program = open_program(pair=cast.pair, by=cast.actor("curator"), at=AT)
    assert JournalEntry.objects.get(event="program_open").author == cast.curator
    assert program.pair == cast.pair


@pytest.mark.parametrize("part", ["mentee", "other_mentor", "director", "supervisor", "outsider", "admin"])
def test_nobody_else_opens_it(cast, part):
    with pytest.raises(Refused, match="наставник этой пары или куратор"):
        open_program(pair=cast.pair, by=cast.actor(part), at=AT)
    assert not Program.objects.exists()


def test_second_open_program_is_refused(cast):
    make.opened(cast.pair)
    with pytest.raises(Refused, match="уже есть открытая программа"):
        open_program(pair=cast.pair, by=cast.actor("mentor"), at=AT)
    assert Program.objects.count() == 1


@pytest.mark.parametrize("state", ["looking", "ready", "in_order", "dropped", "completed", "ended_early"])
def test_pair_without_an_order_or_closed_gets_no_program(cast, state):
    row = pair([cast.mentor], [mentee("Орлова Инна Павловна").person], state=state)
    with pytest.raises(Refused, match="закреплена приказом"):
        open_program(pair=row, by=cast.actor("curator"), at=AT)


def test_group_gets_a_result_for_every_mentee(cast):
    people = [mentee(name).person for name in ("Орлова Инна Павловна", "Дёмин Олег Юрьевич")]
    row = pair([cast.mentor], people, name="Школа")
    program = open_program(pair=row, by=cast.actor("mentor"), at=AT)
    assert set(program.results.values_list("member", flat=True)) == {person.pk for person in people}


def test_blanks_are_put_into_empty_fields_alone(cast):
    program = make.opened(cast.pair)
    make.write(program, "goal", goal="Своя цель")
    insert_template(program=make.fresh(program), by=cast.actor("mentee"), at=AT)
    now = make.fresh(program)
    assert (now.goal, now.problem[:10], now.tasks[0]) == ("Своя цель", "По карте з", "Освоить …")
    assert now.events.count() == 9
    insert_template(program=now, by=cast.actor("mentor"), at=AT)
    assert now.events.count() == 9


@pytest.mark.parametrize("part", ["curator", "other_mentor", "supervisor"])
def test_strangers_do_not_insert_blanks(cast, part):
    program = make.opened(cast.pair)
    with pytest.raises(Refused):
        insert_template(program=program, by=cast.actor(part), at=AT)
    assert make.fresh(program).problem == ""


def test_interim_date_is_proposed_in_the_middle(cast):
    program = make.opened(cast.pair)
    middle = program.since + timedelta(days=(program.until - program.since).days // 2)
    assert abs((program.interim_date - middle).days) <= 4
