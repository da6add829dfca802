"""Amendments of the current year: one came into force, one waits for the demo mentee's consent."""

from datetime import timedelta

from django.db import transaction

from mentoring.access import actor_for
from mentoring.kit.verdict import Refused
from programs.actions import amendment as act
from programs.choices import Checkpoint, ProgramState
from programs.edits import EventRow, print_of
from programs.models import Program
from programs.queries.people import with_people
from programs.terms import from_data

from . import texts

YEAR = 364  # a program of clause 3, its first day not counted
REASON = "Стажировка на предприятии перенесена, занятия группы сдвинулись на месяц."
LATER = "Группа уходит на практику раньше: часть мероприятий проведём после неё."


def amendments(stage):
    """Working programs of this year: that of the demo mentee, and the last one of people without accounts."""
    programs = list(with_people(Program.objects.filter(year=stage.year, state=ProgramState.ACTIVE)).order_by("pk"))
    own = next(
        (p for p in programs if any(m.person_id == stage.first.get("account") for m in p.pair.members.all())), None
    )
    if own:
        _waiting(stage, own)
    others = [p for p in programs if not any(m.person.user_id for m in p.pair.members.all())]
    for program in reversed(others):
        if change(stage, program, stage.clock.now - timedelta(days=9)):
            return


def _waiting(stage, program):
    at = stage.clock.now - timedelta(days=2)
    by = actor_for(program.pair.mentors[0])
    days = max(0, min(31, YEAR - (program.until - program.since).days))  # at the end of a year nothing is left to add
    amendment = _started(program, by, LATER, at, days=days)
    if amendment:
        if not days:
            _another_schedule(amendment, by, at)
        _send(amendment, by, at + timedelta(hours=1))


def _started(program, by, reason, at, *, days):
    try:
        until = program.until + timedelta(days=days)
        return act.start_amendment(program=program, reason=reason, until=until, by=by, at=at)
    except Refused:
        return None


def _send(amendment, by, at):
    act.send_amendment(amendment=amendment, lock_version=amendment.lock_version, by=by, at=at)


def change(stage, program, at, *, days=30, reason=REASON):
    """One event dropped, the term longer by `days` or, without them, another schedule; everybody agrees. Whether the
    rules let it.
    """
    event = program.events.unmarked().filter(checkpoint=Checkpoint.NONE).order_by("-due").first()
    if event is None:
        return False
    try:
        with transaction.atomic():
            _play(stage, program, str(event.uuid), at, days, reason)
    except Refused:
        return False
    return True


def _play(stage, program, dropped, at, days, reason):
    mentors, mentees = program.pair.mentors, program.pair.mentees
    by = actor_for(mentors[0])
    until = program.until + timedelta(days=days)
    amendment = act.start_amendment(program=program, reason=reason, until=until, by=by, at=at)
    if not days:
        _another_schedule(amendment, by, at)
    row = from_data(amendment.proposed).events[dropped]
    rows = [EventRow(dropped, print_of(row), row, remove=True)]
    act.save_amendment_plan(amendment=amendment, rows=rows, by=by, at=at + timedelta(minutes=9))
    _send(amendment, by, at + timedelta(minutes=20))
    for number, person in enumerate({p.pk: p for p in (*mentors[1:], *mentees)}.values(), 1):
        act.answer_amendment(
            amendment=amendment,
            agrees=True,
            sha256=amendment.sha256,
            by=actor_for(person),
            at=at + timedelta(days=number - 1, hours=2),
        )
    decided = at + timedelta(days=number)
    act.approve_amendment(amendment=amendment, sha256=amendment.sha256, by=stage.curator, at=decided)


def _another_schedule(amendment, by, at):
    values = {"schedule": texts.NEW_SCHEDULE}
    lock = amendment.lock_version
    act.save_amendment_section(
        amendment=amendment, code="schedule", values=values, lock_version=lock, base={}, by=by, at=at
    )
