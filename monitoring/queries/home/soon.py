"""What comes within fourteen days: meetings and plan events the reader may see."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone

from mentoring.kit.dates import clock, local, words
from mentoring.kit.gather import gather
from programs.access import events_for, meetings_for
from programs.choices import RUNNING_STATES, UNMARKED_EVENT_STATES, MeetingState

from .counter import key_of

DAYS = 14
SHOWN = 6


@dataclass(frozen=True)
class Coming:
    when: str
    what: str
    note: str
    url: str
    at: datetime


@dataclass(frozen=True)
class SoonSource:
    queryset: QuerySet
    word: Callable
    fields: tuple[str, ...]
    by: str


def coming(actor, on):
    """The nearest SHOWN meetings and events, in one query."""
    sources = (_meetings(actor, on), _events(actor, on))
    rows = [source.word(row) for source, row in gather(sources, SHOWN, key_of("soon", actor, on))]
    return tuple(sorted(rows, key=lambda row: row.at)[:SHOWN])


def _meetings(actor, on):
    start = timezone.make_aware(datetime.combine(on, time.min))
    near = {"starts_at__gte": start, "starts_at__lt": start + timedelta(days=DAYS + 1)}
    found = meetings_for(actor).filter(state=MeetingState.SCHEDULED, **near)
    return SoonSource(found, _meeting, ("starts_at", "place", "topic", "program_id"), "starts_at")


def _events(actor, on):
    near = {"due__gte": on, "due__lte": on + timedelta(days=DAYS)}
    found = events_for(actor).filter(state__in=UNMARKED_EVENT_STATES, program__state__in=RUNNING_STATES, **near)
    return SoonSource(found, _event, ("due", "measure", "program_id"), "due")


def _meeting(meeting):
    note = ", ".join(part for part in (clock(meeting.starts_at), meeting.place) if part)
    url = reverse("program_detail", args=[meeting.program_id])
    return Coming(words(local(meeting.starts_at).date()), f"Встреча: {meeting.topic}", note, url, meeting.starts_at)


def _event(event):
    at = timezone.make_aware(datetime.combine(event.due, time.max))
    return Coming(
        words(event.due), event.measure, "срок мероприятия", reverse("program_detail", args=[event.program_id]), at
    )
