"""What comes within fourteen days: meetings and plan events the reader may see."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta

from django.urls import reverse
from django.utils import timezone

from mentoring.kit.dates import clock, local, words
from programs.access import events_for, meetings_for
from programs.choices import RUNNING_STATES, UNMARKED_EVENT_STATES, MeetingState

DAYS = 14
SHOWN = 6


@dataclass(frozen=True)
class Coming:
    when: str
    what: str
    note: str
    url: str
    at: datetime


def coming(actor, on):
    """The nearest SHOWN meetings and events, in two queries."""
    start = timezone.make_aware(datetime.combine(on, time.min))
    end = start + timedelta(days=DAYS + 1)
    meetings = (
        meetings_for(actor)
        .filter(state=MeetingState.SCHEDULED, starts_at__gte=start, starts_at__lt=end)
        .order_by("starts_at")[:SHOWN]
    )
    events = (
        events_for(actor)
        .filter(state__in=UNMARKED_EVENT_STATES, program__state__in=RUNNING_STATES, due__gte=on, due__lt=end.date())
        .order_by("due", "pk")[:SHOWN]
    )
    rows = [_meeting(row) for row in meetings] + [_event(row) for row in events]
    return tuple(sorted(rows, key=lambda row: row.at)[:SHOWN])


def _meeting(meeting):
    note = ", ".join(part for part in (clock(meeting.starts_at), meeting.place) if part)
    url = reverse("program_detail", args=[meeting.program_id])
    return Coming(words(local(meeting.starts_at).date()), f"Встреча: {meeting.topic}", note, url, meeting.starts_at)


def _event(event):
    at = timezone.make_aware(datetime.combine(event.due, time.max))
    return Coming(words(event.due), event.measure, "срок мероприятия", reverse("program_detail", args=[event.program_id]), at)
