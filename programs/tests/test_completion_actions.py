"""Completion (R37, clause 5.3): the curator closes, on one of three grounds, and the pair with the program."""

from datetime import timedelta

import pytest
from django.utils import timezone

from mentoring.kit.dates import today
from mentoring.kit.verdict import Refused
from mentoring.models import Letter, ListEntry
from mentoring.tests.standing import scene
from programs.actions.completion import complete_program
from programs.actions.meeting import schedule_meeting
from programs.models import Meeting, Program
from programs.tests import make


@scene
def active(cast):
    return make.program(make.around_today(cast.pair), state="active", curator=cast.curator)


def reason(code):
    return ListEntry.objects.get(list="completion_reason", code=code)


def complete(cast, program, part="curator", ground="plan_completed", code="done", **fields):
    return complete_program(
        program=program, ground=ground, reason=reason(code), by=cast.actor(part), at=timezone.now(), **fields
    )


def test_by_plan_when_every_event_is_marked(cast, active):
    active.events.update(state="done")
    complete(cast, active)
    now = make.fresh(active)
    assert (now.state, now.ended_on, now.end_ground) == ("completed", today(), "plan_completed")
    assert now.pair.state == "completed"
    assert not now.pair.members.filter(until=None).exists()
    assert set(Letter.objects.filter(code="program_completed").values_list("person", flat=True)) == {
        cast.mentor.pk,
        cast.mentee.pk,
    }


def test_by_plan_when_the_term_has_passed(cast, active):
    Program.objects.update(since=today() - timedelta(days=200), until=today() - timedelta(days=1))
    complete(cast, make.fresh(active), code="done_partly")
    assert make.fresh(active).state == "completed"


def test_by_plan_is_refused_while_events_wait(cast, active):
    with pytest.raises(Refused, match="в плане без отметки 3.мероприятия"):
        complete(cast, active)
    assert (make.fresh(active).state, make.fresh(active).pair.state) == ("active", "active")


def test_early_needs_an_explanation(cast, active):
    with pytest.raises(Refused, match="Объясните, почему программа завершается раньше"):
        complete(cast, active, ground="by_participants", code="workload")
    complete(cast, active, ground="by_participants", code="workload", note="Наставник ведёт новый модуль.")
    now = make.fresh(active)
    assert (now.state, now.pair.state) == ("ended_early", "ended_early")
    assert now.end_note == "Изменились нагрузка или расписание. Наставник ведёт новый модуль."


def test_program_that_never_started_is_canceled(cast):
    program = make.program(make.around_today(cast.pair), state="submitted")
    with pytest.raises(Refused, match="Программа ещё не начата"):
        complete(cast, program)
    complete(cast, program, ground="by_curator", code="force_majeure", note="Переезд.")
    assert make.fresh(program).state == "canceled"


@pytest.mark.parametrize("part", ["mentor", "mentee", "director", "supervisor", "outsider"])
def test_only_the_curator_closes(cast, active, part):
    active.events.update(state="done")
    with pytest.raises(Refused, match="^Завершает куратор. Напишите ему, если пора закончить.$"):
        complete(cast, active, part)
    assert make.fresh(active).state == "active"


def test_reason_belongs_to_its_ground(cast, active):
    with pytest.raises(Refused, match="Выберите причину из списка этого основания"):
        complete(cast, active, ground="by_curator", code="workload", note="x")


@pytest.mark.parametrize(("days", "words"), [(1, "ещё впереди"), (-400, "раньше начала программы")])
def test_impossible_dates(cast, active, days, words):
    active.events.update(state="done")
    with pytest.raises(Refused, match=words):
        complete(cast, active, ended_on=today() + timedelta(days=days))


def test_twice_is_refused(cast, active):
    active.events.update(state="done")
    complete(cast, active)
    with pytest.raises(Refused, match="уже завершена"):
        complete(cast, make.fresh(active))


def test_meetings_ahead_are_canceled(cast, active):
    schedule_meeting(
        program=active,
        starts_at=timezone.now() + timedelta(days=3),
        topic="Итоги",
        by=cast.actor("mentor"),
        at=timezone.now(),
    )
    active.events.update(state="done")
    complete(cast, active)
    assert Meeting.objects.get().state == "canceled"


def test_results_are_gathered_when_the_term_has_passed(cast, active):
    from programs.actions.completion import finish_due_programs

    assert finish_due_programs(at=timezone.now()) == 0
    Program.objects.update(since=today() - timedelta(days=200), until=today() - timedelta(days=1))
    assert finish_due_programs(at=timezone.now()) == 1
    assert make.fresh(active).state == "finishing"
    assert make.fresh(active).pair.state == "ending"
    complete(cast, make.fresh(active), code="done_partly")
    assert make.fresh(active).state == "completed"


def test_participants_still_read_a_closed_program(cast, active):
    from programs import access

    active.events.update(state="done")
    complete(cast, active)
    now = make.fresh(active)
    assert access.programs_for(cast.actor("mentor")).filter(pk=now.pk).exists()
    assert access.reader_of(cast.actor("mentor"), now) == "mentor"
    assert {person.pk for person in access.people_of(now)} == {cast.mentor.pk, cast.mentee.pk}
    assert now.pair.title == "Ковалёва → Жуков"
