"""One door to iCalendar (RFC 5545): entries in, the text of a calendar out."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

HOST = "nastavnik"


@dataclass(frozen=True)
class CalendarEntry:
    """`uid` never changes; a larger `sequence` replaces what a calendar has already read. A day lasts all day."""

    uid: str
    starts: datetime | date
    summary: str
    minutes: int = 0
    description: str = ""
    place: str = ""
    url: str = ""
    sequence: int = 0
    canceled: bool = False


def render_calendar(name, entries, *, at):
    """The bytes of text/calendar; moments keep their own time zone, which is described within."""
    calendar = _calendar("PUBLISH")
    calendar.add("x-wr-calname", name)
    calendar.add("refresh-interval", timedelta(hours=6), parameters={"VALUE": "DURATION"})
    for entry in entries:
        calendar.add_component(_event(entry, at))
    return _with_zones(calendar, at).to_ical()


def render_invitation(entry, *, organizer, attendee, at):
    """The text of one event for a letter (RFC 5546): a calendar program adds, moves or removes it by its `uid`.

    `organizer` and `attendee` are mail addresses; an answer is not asked for.
    """
    from icalendar import vCalAddress

    calendar, event = _calendar("CANCEL" if entry.canceled else "REQUEST"), _event(entry, at)
    event.add("organizer", vCalAddress(f"mailto:{organizer}"))
    event.add("attendee", vCalAddress(f"mailto:{attendee}"), parameters={"RSVP": "FALSE"})
    calendar.add_component(event)
    return _with_zones(calendar, at).to_ical().decode()


def _calendar(method):
    from icalendar import Calendar

    calendar = Calendar()
    calendar.add("prodid", f"-//{HOST}//ru")
    calendar.add("version", "2.0")
    calendar.add("method", method)
    return calendar


def _with_zones(calendar, at):
    calendar.add_missing_timezones(
        first_date=at.date() - timedelta(days=366), last_date=at.date() + timedelta(days=732)
    )
    return calendar


def _event(entry, at):
    from icalendar import Event

    event = Event()
    event.add("uid", f"{entry.uid}@{HOST}")
    event.add("dtstamp", at)
    event.add("dtstart", entry.starts)
    if isinstance(entry.starts, datetime):
        event.add("dtend", entry.starts + timedelta(minutes=entry.minutes))
    else:
        event.add("dtend", entry.starts + timedelta(days=1))
        event.add("transp", "TRANSPARENT")
    event.add("summary", entry.summary)
    for name, value in (("description", entry.description), ("location", entry.place), ("url", entry.url)):
        if value:
            event.add(name, value)
    event.add("sequence", entry.sequence)
    event.add("status", "CANCELLED" if entry.canceled else "CONFIRMED")
    return event
