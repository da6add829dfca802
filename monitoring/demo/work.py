"""The months of work: marks, meetings, the end."""

from datetime import datetime, time, timedelta

from mentoring.access import actor_for
from mentoring.kit.dates import is_working
from mentoring.kit.verdict import Refused
from mentoring.models import ListEntry
from mentoring.office import office
from programs.actions.completion import complete_program
from programs.actions.mark import mark_event
from programs.actions.meeting import (
    cancel_meeting,
    confirm_meeting,
    dispute_meeting,
    meeting_not_held,
    record_meeting,
    schedule_meeting,
)
from programs.choices import EndGround, EventState

from . import texts
from .clock import MOSCOW
from .names import number_of


def live(stage, program, part, until, since=None):
    """Everything up to `until` (a date), after `since` when a part was lived before: events in order of their dates,
    meetings every two weeks or so.
    """
    _events(stage, program, part, until)
    _meetings(stage, program, part, until, since)
    if part.fate == "active_late":
        otherwise(stage, program)


def otherwise(stage, program):
    """What went otherwise than planned: an event moved, meetings not held, canceled, written down wrongly."""
    mentor, mentee = program.pair.mentors[0], program.pair.mentees[0]
    by, now = actor_for(mentor), stage.clock.now
    illness, schedule = (ListEntry.objects.get(list="event_reason", code=code) for code in ("illness", "schedule"))
    late = program.events.unmarked().filter(due__lt=stage.clock.today).order_by("due").first()
    if late:
        new_due = min(stage.clock.today + timedelta(days=12), program.until)
        at = now - timedelta(hours=3)
        mark_event(event=late, state=EventState.MOVED, by=by, at=at, reason=schedule, new_due=new_due)
    missed = _scheduled(stage, program, by, days=-17)
    if missed:
        meeting_not_held(meeting=missed, reason=illness, by=by, at=missed.starts_at + timedelta(hours=1))
    canceled = _scheduled(stage, program, by, days=3)
    if canceled:
        cancel_meeting(meeting=canceled, by=by, at=now - timedelta(hours=2), reason_text="Открытый урок в этот час.")
    told = _meeting(stage, program, mentor, [mentee], stage.clock.today - timedelta(days=2), 1, confirmed=False)
    if told:
        dispute_meeting(
            meeting=told,
            text="Договорились на две недели, а записана одна.",
            by=actor_for(mentee),
            at=min(told.recorded_at + timedelta(hours=20), now),
        )


def _scheduled(stage, program, by, *, days):
    """A meeting `days` from today, put into the diaries five days before it; None when the hour is taken."""
    start = datetime.combine(stage.clock.today + timedelta(days=days), time(8, 5), MOSCOW)
    at = min(start - timedelta(days=5), stage.clock.now - timedelta(hours=4))
    if program.activated_on is None or at.date() < program.activated_on:
        return None
    try:
        return schedule_meeting(program=program, starts_at=start, topic=texts.TOPICS[0], by=by, at=at, place="ауд. 118")
    except Refused:
        return None


def _events(stage, program, part, until):
    mentor = actor_for(program.pair.mentors[0])
    skipped = 3 if part.fate == "active_late" else 0
    due = [e for e in program.events.unmarked().order_by("due") if e.due and e.due <= until]
    for number, event in enumerate(due):
        day = max(event.due, program.activated_on or event.due)
        at = datetime.combine(day, time(15 + number % 3, number % 50), MOSCOW)
        if day > until or at > stage.clock.now or number >= len(due) - skipped:
            continue
        _mark(stage, event, mentor, at)


def _mark(stage, event, by, at):
    luck = stage.rng.random()
    said = {"done_on": at.date(), "result": stage.rng.choice(texts.RESULTS)}
    if luck < 0.9:
        mark_event(event=event, state=EventState.DONE, by=by, at=at, **said, link=_proof(stage))
    elif luck < 0.95:
        mark_event(event=event, state=EventState.PARTLY, by=by, at=at, **said, left="Повторить в другой группе.")
    else:
        reason = ListEntry.objects.get(list="event_reason", code=stage.rng.choice(["illness", "schedule", "need_gone"]))
        mark_event(
            event=event, state=EventState.NOT_DONE, by=by, at=at, reason=reason, reason_text="Заменим консультацией."
        )


def _proof(stage):
    return "https://lms.demo.example/course/12" if stage.rng.random() < 0.25 else ""


def _meetings(stage, program, part, until, since=None):
    mentor = program.pair.mentors[0]
    mentees = program.pair.mentees
    day = program.since + timedelta(days=3 + number_of(mentor) % 7)
    step = 13 if program.pair.kind != "situational" else 24
    last = until - timedelta(days=24 if part.fate == "active_late" else 0)
    if program.pair.kind == "speed":
        day, last = program.since, program.since
    number = 0
    while day <= last:
        number += 1
        if since is None or day > since:
            _meeting(stage, program, mentor, mentees, _workday(day), number)
        day += timedelta(days=step)
    if any(person.pk == stage.first.get("account") for person in mentees):
        yesterday = stage.clock.day((stage.clock.today - stage.clock.starts).days - 1)
        _meeting(
            stage, program, mentor, mentees, yesterday, number + 1, confirmed=False
        )  # the demo mentee's to confirm
    if part.fate in ("active", "active_late", "finishing") and program.pair.kind != "speed":
        _next_meeting(stage, program, mentor, number)


def _workday(day):
    """Nobody meets on a Sunday or in the New Year's holidays: the last working day before."""
    while not is_working(day, office().holidays):
        day -= timedelta(days=1)
    return day


def _meeting(stage, program, mentor, mentees, day, number, *, confirmed=True):
    """A meeting written down and, mostly, confirmed by the other side; returns it, None when it could not be held."""
    start = datetime.combine(day, time(9 + (number_of(mentor) + number) % 9, (number_of(*mentees) * 5) % 60), MOSCOW)
    at = start + timedelta(hours=2)
    if at > stage.clock.now or (program.activated_on and day < program.activated_on):
        return None
    try:
        meeting = record_meeting(
            program=program,
            meeting=_agreed_online(program, mentor, start, number),
            starts_at=start,
            topic=texts.TOPICS[(number_of(*mentees) + number) % len(texts.TOPICS)],
            attended=[mentor, *mentees],
            by=actor_for(mentor),
            at=at,
            minutes=stage.rng.choice([30, 45, 45, 60, 90]),
            mode="online" if program.pair.mode == "online" else "in_person",
            done=stage.rng.choice(texts.DONE),
            result=stage.rng.choice(texts.RESULTS),
            next_steps=stage.rng.choice(texts.NEXT),
            **texts.of_kind(program.pair.kind, number),
        )
    except Refused:
        return None  # the mentor is with another pair at this hour
    old = at < stage.clock.now - timedelta(days=5)
    if confirmed and stage.rng.random() < (0.97 if old else 0.5):
        other = next(person for person in mentees if person != mentor)
        confirm_meeting(meeting=meeting, by=actor_for(other), at=min(at + timedelta(days=1), stage.clock.now))
    return meeting


def _agreed_online(program, mentor, start, number):
    """Virtual mentoring goes by links (clause 4.4): its meetings are put into the diaries first."""
    if program.pair.kind != "virtual":
        return None
    at = start - timedelta(days=2)
    by, topic = actor_for(mentor), texts.TOPICS[number % len(texts.TOPICS)]
    if at.date() < program.activated_on:
        at = start - timedelta(hours=1)
    return schedule_meeting(program=program, starts_at=start, topic=topic, mode="online", link=texts.LINK, by=by, at=at)


def _next_meeting(stage, program, mentor, number):
    own = number_of(mentor)
    start = datetime.combine(stage.clock.today + timedelta(days=3 + own % 5), time(14, (own * 5) % 60), MOSCOW)
    try:
        schedule_meeting(
            program=program,
            starts_at=start,
            topic=texts.TOPICS[(number + 1) % len(texts.TOPICS)],
            by=actor_for(mentor),
            at=stage.clock.now,
            place="ауд. 214",
        )
    except Refused:
        return


def finish(stage, program, at):
    """By the plan and the term: what is left unmarked is marked, then the curator closes."""
    mentor = actor_for(program.pair.mentors[0])
    for event in program.events.unmarked():
        mark_event(
            event=event,
            state=EventState.DONE,
            by=mentor,
            at=at,
            done_on=at.date(),
            result=stage.rng.choice(texts.RESULTS),
        )
    done = stage.rng.random() < 0.85
    complete_program(
        program=program,
        ground=EndGround.PLAN_COMPLETED,
        reason=ListEntry.objects.get(list="completion_reason", code="done" if done else "done_partly"),
        by=stage.curator,
        at=at + timedelta(hours=2),
        ended_on=min(program.until, at.date()),
    )


def call_off(stage, program, at):
    """The program is not needed before it has begun."""
    complete_program(
        program=program,
        ground=EndGround.BY_PARTICIPANTS,
        reason=ListEntry.objects.get(list="completion_reason", code="other_direction"),
        note=texts.CALLED_OFF,
        by=stage.curator,
        at=at,
    )


def end_early(stage, program, at):
    success = stage.rng.random() < 0.4
    complete_program(
        program=program,
        ground=EndGround.BY_PARTICIPANTS,
        reason=ListEntry.objects.get(list="completion_reason", code="goal_early" if success else "workload"),
        note=texts.END_NOTES[success],
        by=stage.curator,
        at=at,
    )
