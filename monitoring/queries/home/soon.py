"""What comes within fourteen days: meetings and plan events the reader may see."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone

from mentoring.kit.dates import clock, local, words
from mentoring.kit.gather import gather
from programs.access import events_for, meetings_for
from programs.choices import RUNNING_STATES, UNMARKED_EVENT_STATES, MeetingState
from programs.queries.deeds.row import OF_PROGRAM

from .counter import key_of

DAYS = 14
SHOWN = 6


@dataclass(frozen=True)
class Coming:
    when: str
    what: str
    whose: str
    note: str
    url: str
    at: datetime


@dataclass(frozen=True)
class SoonSource:
    queryset: QuerySet
    word: Callable
    fields: tuple[str, ...]
    by: str


def soon_rows(actor, on):
    """[(source, row)] of the nearest meetings and events, in one query."""
    sources = (_meetings(actor, on), _events(actor, on)) if actor.person else ()
    return gather(sources, SHOWN, key_of("soon", actor, on))


def pairs_of_soon(rows):
    return [row.program.pair for _, row in rows]


def coming(rows, mine):
    """The SHOWN nearest ones; whose they are is said unless all belong to the reader's only pair."""
    own = {pair.pk for pair in mine} if len(mine) == 1 else set()
    known = {pair.pk for pair in pairs_of_soon(rows)} <= own
    found = sorted((source.word(row) for source, row in rows), key=lambda item: item.at)[:SHOWN]
    return tuple(replace(item, whose="") if known else item for item in found)


def _meetings(actor, on):
    start = timezone.make_aware(datetime.combine(on, time.min))
    near = {"starts_at__gte": start, "starts_at__lt": start + timedelta(days=DAYS + 1)}
    found = meetings_for(actor).filter(state=MeetingState.SCHEDULED, **near)
    return SoonSource(found, _meeting, ("starts_at", "place", "topic", *OF_PROGRAM), "starts_at")


def _events(actor, on):
    near = {"due__gte": on, "due__lte": on + timedelta(days=DAYS)}
    found = events_for(actor).filter(state__in=UNMARKED_EVENT_STATES, program__state__in=RUNNING_STATES, **near)
    return SoonSource(found, _event, ("due", "measure", *OF_PROGRAM), "due")


def _meeting(meeting):
    note = ", ".join(part for part in (clock(meeting.starts_at), meeting.place) if part)
    url = reverse("program_detail", args=[meeting.program_id])
    day, whose = words(local(meeting.starts_at).date()), meeting.program.pair.title
    return Coming(day, f"Встреча: {meeting.topic}", whose, note, url, meeting.starts_at)


def _event(event):
    at = timezone.make_aware(datetime.combine(event.due, time.max))
    url, whose = reverse("program_detail", args=[event.program_id]), event.program.pair.title
    return Coming(words(event.due), event.measure, whose, "срок мероприятия", url, at)
