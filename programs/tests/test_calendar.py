"""A personal calendar as a calendar program reads it: moves, cancellations, time zone, a link that can be taken back."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from icalendar import Calendar

from mentoring.access import SYSTEM
from mentoring.actions import feed as feeds
from mentoring.actions.letter import send_urgent
from mentoring.kit.verdict import Refused
from mentoring.models import CalendarFeed, Letter, ListEntry
from mentoring.tests.standing import scene
from programs.actions import meeting as act
from programs.models import PlanEvent
from programs.queries.calendar import calendar_entries
from programs.tests import make

MOSCOW = ZoneInfo("Europe/Moscow")


@pytest.fixture
def now():
    return timezone.now().replace(second=0, microsecond=0)


@scene
def program(cast):
    return make.program(make.around_today(cast.pair), state="active", curator=cast.curator)


@pytest.fixture
def meeting(cast, program, now):
    return act.schedule_meeting(
        program=program, starts_at=now + timedelta(days=2), topic="Разбор, часть 1; итоги", place="ауд. 214",
        by=cast.actor("mentor"), at=now,
    )  # fmt: skip


@pytest.fixture
def subscribed(cast, now):
    """Reads the mentee's calendar as a stranger's program does: {uid: component}."""
    token = feeds.open_feed(by=cast.actor("mentee"), at=now)

    def read():
        answer = Client().get(reverse("calendar_ics", args=[token]))
        assert answer.status_code == 200
        assert answer.headers["Content-Type"] == "text/calendar; charset=utf-8"
        return {str(event["uid"]): event for event in Calendar.from_ical(answer.content).walk("VEVENT")}

    return read


def uid(meeting):
    return f"meeting-{meeting.pk}@nastavnik"


def test_a_meeting_stands_at_its_moscow_time(subscribed, meeting):
    event = subscribed()[uid(meeting)]
    starts = event["dtstart"].dt
    assert starts == meeting.starts_at
    assert starts.utcoffset() == datetime.now(MOSCOW).utcoffset()
    assert event["dtend"].dt - starts == timedelta(minutes=45)
    assert str(event["summary"]) == "Встреча: Разбор, часть 1; итоги"
    assert str(event["location"]) == "ауд. 214"
    assert (str(event["status"]), event["sequence"]) == ("CONFIRMED", 0)


def test_a_move_replaces_what_was_read_before(cast, subscribed, meeting, now):
    before = subscribed()[uid(meeting)]
    act.move_meeting(meeting=meeting, starts_at=now + timedelta(days=5), by=cast.actor("mentee"), at=now)
    after = subscribed()[uid(meeting)]
    assert after["dtstart"].dt == now + timedelta(days=5)
    assert after["sequence"] > before["sequence"]


def test_a_cancellation_reaches_the_calendar(cast, subscribed, meeting, now):
    before = subscribed()[uid(meeting)]
    act.cancel_meeting(meeting=meeting, by=cast.actor("mentor"), at=now)
    after = subscribed()[uid(meeting)]
    assert (str(after["status"]), str(before["status"])) == ("CANCELLED", "CONFIRMED")
    assert after["sequence"] > before["sequence"]


def test_not_held_is_called_off_and_a_record_brings_it_back(cast, subscribed, meeting, now):
    later = meeting.starts_at + timedelta(hours=2)
    reason = ListEntry.objects.filter(list="event_reason").exclude(code="other").first()
    act.meeting_not_held(meeting=meeting, reason=reason, by=cast.actor("mentor"), at=later)
    called_off = subscribed()[uid(meeting)]
    act.record_meeting(
        program=meeting.program, meeting=meeting, starts_at=meeting.starts_at, attended=[cast.mentor, cast.mentee],
        topic="Разбор", done="Всё-таки встретились", by=cast.actor("mentor"), at=later,
    )  # fmt: skip
    held = subscribed()[uid(meeting)]
    assert (str(called_off["status"]), str(held["status"])) == ("CANCELLED", "CONFIRMED")
    assert held["sequence"] > called_off["sequence"]


def test_days_of_the_plan_last_all_day(subscribed, program):
    event = PlanEvent.objects.filter(program=program).first()
    PlanEvent.objects.filter(pk=event.pk).update(due=timezone.localdate() + timedelta(days=3))
    shown = subscribed()[f"event-{event.uuid}@nastavnik"]
    assert shown["dtstart"].dt == timezone.localdate() + timedelta(days=3)
    assert shown["dtend"].dt - shown["dtstart"].dt == timedelta(days=1)
    PlanEvent.objects.filter(pk=event.pk).update(state="done")
    assert f"event-{event.uuid}@nastavnik" not in subscribed()


def test_the_time_zone_is_described_within(cast, meeting, now):
    token = feeds.open_feed(by=cast.actor("mentee"), at=now)
    text = Client().get(reverse("calendar_ics", args=[token])).content.decode()
    assert "BEGIN:VTIMEZONE" in text
    assert "DTSTART;TZID=Europe/Moscow:" in text
    assert max(len(line.encode()) for line in text.split("\r\n")) <= 75  # RFC 5545, 3.1
    assert len(text) < 20_000


def test_nothing_of_other_pairs_and_nothing_after_leaving(cast, program, meeting, now):
    assert calendar_entries(cast.other_mentee, timezone.localdate()) == ()
    assert calendar_entries(cast.curator, timezone.localdate()) == ()
    cast.pair.members.filter(person=cast.mentee).update(until=timezone.localdate())
    assert calendar_entries(cast.mentee, timezone.localdate()) == ()


def test_the_number_of_queries_does_not_depend_on_what_stands_there(cast, program, now, django_assert_num_queries):
    for number in range(2):
        act.schedule_meeting(
            program=program, starts_at=now + timedelta(days=2 + number), topic="Тема", by=cast.actor("mentor"), at=now
        )
        with django_assert_num_queries(4):
            calendar_entries(cast.mentee, timezone.localdate())


class TestLink:
    def test_a_new_link_replaces_the_old_one(self, cast, now):
        first, second = (feeds.open_feed(by=cast.actor("mentee"), at=now) for _ in range(2))
        assert Client().get(reverse("calendar_ics", args=[first])).status_code == 404
        assert Client().get(reverse("calendar_ics", args=[second])).status_code == 200
        assert first not in str(CalendarFeed.objects.values_list("token_sha256", flat=True))

    def test_it_is_taken_back(self, cast, now):
        token = feeds.open_feed(by=cast.actor("mentee"), at=now)
        feeds.close_feed(by=cast.actor("mentee"), at=now)
        assert Client().get(reverse("calendar_ics", args=[token])).status_code == 404
        with pytest.raises(Refused, match="и так нет"):
            feeds.close_feed(by=cast.actor("mentee"), at=now)

    def test_it_ends_with_the_login(self, cast, now):
        token = feeds.open_feed(by=cast.actor("mentee"), at=now)
        cast.mentee.user.is_active = False
        cast.mentee.user.save(update_fields=["is_active"])
        assert Client().get(reverse("calendar_ics", args=[token])).status_code == 404

    def test_it_is_shown_once(self, cast, sign_in):
        client = sign_in(cast.mentee)
        client.post(reverse("calendar_open"))
        shown = client.get(reverse("calendar_page")).content.decode()
        assert "/calendar/" in shown
        assert ".ics" in shown
        again = client.get(reverse("calendar_page")).content.decode()
        assert ".ics" not in again
        assert "Отозвать ссылку" in again

    def test_whoever_is_no_person_has_none(self, cast, now):
        with pytest.raises(Refused, match="карточки работника"):
            feeds.open_feed(by=SYSTEM, at=now)


# Letters bring the same event


def letter_event(person, code):
    """The event in the latest letter of this kind, with the method of its calendar."""
    text = Letter.objects.filter(person=person, code=code).latest("pk").calendar
    calendar = Calendar.from_ical(text)
    return str(calendar["METHOD"]), calendar.walk("VEVENT")[0]


def test_letters_of_a_meeting_bring_its_event_move_and_cancellation(cast, meeting, subscribed, now):
    """R30, behavior 12: one UID, growing SEQUENCE, REQUEST then CANCEL, the right zone."""
    method, event = letter_event(cast.mentee, "meeting_scheduled")
    assert (method, str(event["UID"])) == ("REQUEST", uid(meeting))
    assert event["DTSTART"].dt == meeting.starts_at
    assert event["DTSTART"].params["TZID"] == "Europe/Moscow"
    assert str(event["ATTENDEE"]) == f"mailto:{cast.mentee.email}"
    first = int(event["SEQUENCE"])
    act.move_meeting(meeting=meeting, starts_at=now + timedelta(days=3), by=cast.actor("mentor"), at=now)
    method, event = letter_event(cast.mentee, "meeting_changed")
    assert (method, str(event["UID"]), event["DTSTART"].dt) == ("REQUEST", uid(meeting), now + timedelta(days=3))
    moved = int(event["SEQUENCE"])
    act.cancel_meeting(meeting=meeting, by=cast.actor("mentor"), at=now)
    method, event = letter_event(cast.mentee, "meeting_canceled")
    assert (method, str(event["STATUS"])) == ("CANCEL", "CANCELLED")
    assert first < moved < int(event["SEQUENCE"])
    assert int(subscribed()[uid(meeting)]["SEQUENCE"]) == int(event["SEQUENCE"]), "the feed tells the same"


def test_the_sent_message_carries_a_calendar_part(cast, meeting, now):
    send_urgent(at=now)
    message = mail.outbox[-1].message()
    part = next(part for part in message.walk() if part.get_content_type() == "text/calendar")
    assert part.get_param("method") == "REQUEST"
    assert part.get_filename() == "meeting-1.ics"
    assert "BEGIN:VEVENT" in part.get_payload(decode=True).decode()
