"""What stands in a person's own calendar: the meetings of his pairs and the days of their plans."""

from datetime import timedelta

from django.conf import settings
from django.db.models import Exists, OuterRef
from django.urls import reverse

from mentoring.kit import dates
from mentoring.kit.calendar import CalendarEntry
from mentoring.kit.codes import token_mark
from mentoring.models import CalendarFeed, PairMember
from programs.choices import RUNNING_STATES, UNMARKED_EVENT_STATES, MeetingState
from programs.models import Meeting, PlanEvent
from programs.queries.people import with_people

BACK, AHEAD = 60, 400  # days
CALLED_OFF = (MeetingState.CANCELED, MeetingState.NOT_HELD)


def feed_of(token):
    """The feed of a link with its person, or None: unknown, revoked, or the person's login is closed."""
    feed = CalendarFeed.objects.select_related("person__user").filter(token_sha256=token_mark(token)).first()
    return feed if feed and feed.person.user and feed.person.user.is_active else None


def calendar_entries(person, on):
    """Meetings of the last BACK and next AHEAD days, canceled ones too, and days of plans still to be marked."""
    mine = PairMember.objects.filter(person=person, until=None)
    since, until = on - timedelta(days=BACK), on + timedelta(days=AHEAD)
    meetings = Meeting.objects.filter(
        Exists(mine.filter(pair=OuterRef("program__pair"))), starts_at__date__gte=since, starts_at__date__lte=until
    )
    events = PlanEvent.objects.filter(
        Exists(mine.filter(pair=OuterRef("program__pair"))),
        state__in=UNMARKED_EVENT_STATES,
        program__state__in=RUNNING_STATES,
        due__gte=since,
        due__lte=until,
    )
    return (
        *(meeting_entry(row) for row in with_people(meetings, "program__pair__members").order_by("starts_at", "pk")),
        *(_event(row) for row in with_people(events, "program__pair__members").order_by("due", "pk")),
    )


def meeting_entry(meeting):
    """A meeting as calendars read it: its lock_version is the SEQUENCE, so that a move replaces what was read before."""
    called_off = meeting.state in CALLED_OFF
    return CalendarEntry(
        uid=f"meeting-{meeting.pk}",
        starts=dates.local(meeting.starts_at),
        minutes=meeting.minutes,
        summary=f"Встреча: {meeting.topic}",
        description="\n".join(part for part in (meeting.program.pair.title, meeting.link) if part),
        place=meeting.place or ("по ссылке" if meeting.link else ""),
        url=settings.SITE_URL + reverse("meeting_detail", args=[meeting.pk]),
        sequence=meeting.lock_version,
        canceled=called_off,
    )


def _event(event):
    return CalendarEntry(
        uid=f"event-{event.uuid}",
        starts=event.due,
        summary=f"Срок: {event.measure}",
        description=event.program.pair.title,
        url=settings.SITE_URL + reverse("event_mark", args=[event.pk]),
    )
