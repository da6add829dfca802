"""Letters about a meeting to the other participants, with the event for their calendar programs."""

from datetime import timedelta
from email.utils import parseaddr

from django.conf import settings
from django.urls import reverse

from mentoring import notifications
from mentoring.kit import dates
from mentoring.kit.calendar import render_invitation
from mentoring.office import office
from programs import access
from programs.queries.calendar import meeting_entry

from .desk import day_of

WITH_CALENDAR = ("meeting_scheduled", "meeting_changed", "meeting_canceled")


def write_to_others(code, meeting, *, by, at, **values):
    """A letter to the other participants: about time and place, or asking to confirm."""
    answer = day_of(at) + timedelta(days=office().setting("meeting_confirm_days"))
    words = {
        "date": dates.words(meeting.starts_at),
        "time": dates.clock(meeting.starts_at),
        "place": meeting.place or meeting.link or "место уточните у собеседника",
        "author": by.person.short_name if by.person else "",
        "date2": dates.words(answer),
        **values,
    }
    meeting.refresh_from_db(fields=["lock_version"])  # a move has just counted it up in the database
    path = reverse("meeting_detail", args=[meeting.pk])
    for person in access.people_of(meeting.program):
        if not by.is_person(person):
            event = _event(meeting, person, at) if code in WITH_CALENDAR else ""
            notifications.write_with_calendar(code, to=person, at=at, path=path, calendar=event, **words)


def _event(meeting, person, at):
    """The event of one reader; the office is its organizer."""
    organizer = parseaddr(settings.DEFAULT_FROM_EMAIL)[1]
    return render_invitation(meeting_entry(meeting), organizer=organizer, attendee=person.email or "", at=at)
