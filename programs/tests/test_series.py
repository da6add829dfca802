"""R30: a repeating schedule off holidays, weekends and pauses, canceled from a day on; the calendar feed follows."""

from datetime import date, datetime, time, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from mentoring.choices import ChangeKind, ChangeState
from mentoring.kit import dates
from mentoring.kit.verdict import Refused
from mentoring.models import Letter, PairChange
from mentoring.tests.standing import scene
from programs.actions import series as act
from programs.actions.meeting import record_meeting, schedule_meeting
from programs.choices import MeetingState
from programs.models import Meeting, MeetingSeries, Program
from programs.queries.calendar import calendar_entries
from programs.queries.series import planned_days
from programs.series import MOST, series_days
from programs.tests import make

CLOCK = time(14, 30)


@scene
def program(cast):
    return make.program(make.around_today(cast.pair), state="active", curator=cast.curator)


@pytest.fixture
def monday():
    """A Monday that is ahead, far from New Year's holidays."""
    day = dates.today() + timedelta(days=7)
    while day.weekday() or day.month in (1, 5, 11) or (day.month, day.day) > (12, 1) or day.month in (2, 3, 6):
        day += timedelta(days=1)
    return day


def create(cast, program, first, part="mentor", **more):
    values = {
        "first": first,
        "clock": CLOCK,
        "until": first + timedelta(days=21),
        "topic": "Встреча",
        "place": "ауд. 214",
    }
    return act.create_series(program=program, by=cast.actor(part), at=timezone.now(), **values | more)


def long(program):
    """So that the days of the test stand inside the program whatever today is."""
    Program.objects.filter(pk=program.pk).update(until=dates.today() + timedelta(days=600))
    return make.fresh(program)


class TestDays:
    def test_days_off_holidays_and_pauses_are_named(self):
        days = series_days(
            date(2026, 12, 21), date(2027, 1, 18), 1, holidays={date(2027, 1, 4)},
            pauses=[(date(2026, 12, 25), date(2026, 12, 31))],
        )  # fmt: skip
        assert [(row.day.day, row.skipped) for row in days] == [
            (21, ""), (28, "пара приостановлена"), (4, "праздничный день"), (11, ""), (18, ""),
        ]  # fmt: skip

    def test_weekend_unless_it_was_made_working(self):
        saturday = date(2026, 12, 5)
        (row,) = series_days(saturday, saturday, 1)
        assert row.skipped == "выходной"
        (row,) = series_days(saturday, saturday, 1, worked={saturday})
        assert not row.skipped

    def test_every_two_weeks_and_never_without_end(self):
        assert [row.day.day for row in series_days(date(2026, 10, 5), date(2026, 11, 3), 2)] == [5, 19, 2]
        assert len(series_days(date(2026, 10, 5), date(2036, 10, 5), 1)) == MOST


class TestCreate:
    def test_meetings_of_every_week_and_one_letter(self, cast, program, monday):
        series = create(cast, long(program), monday)
        starts = [dates.local(meeting.starts_at) for meeting in series.meetings.order_by("starts_at")]
        assert [start.date() for start in starts] == [monday + timedelta(days=7 * n) for n in range(4)]
        assert {start.time() for start in starts} == {CLOCK}
        letter = Letter.objects.get(code="meetings_scheduled")
        assert letter.person == cast.mentee
        assert "каждую неделю, понедельник, 14:30" in letter.body.replace("\xa0", " ")
        assert {meeting.topic for meeting in series.meetings.all()} == {"Встреча"}

    def test_the_feed_follows(self, cast, program, monday):
        series = create(cast, long(program), monday, until=monday + timedelta(days=7))
        entries = [row for row in calendar_entries(cast.mentee, monday) if row.uid.startswith("meeting-")]
        assert len(entries) == 2
        act.cancel_series(series=series, since=dates.today(), by=cast.actor("mentee"), at=timezone.now())
        entries = [row for row in calendar_entries(cast.mentee, monday) if row.uid.startswith("meeting-")]
        assert [(row.canceled, row.sequence) for row in entries] == [(True, 1), (True, 1)]

    def test_a_taken_hour_and_a_pause_are_left_out(self, cast, program, monday):
        program = long(program)
        start = timezone.make_aware(datetime.combine(monday + timedelta(days=7), time(14)))
        schedule_meeting(program=program, starts_at=start, topic="Занято", by=cast.actor("mentor"), at=timezone.now())
        PairChange.objects.create(
            pair=program.pair, kind=ChangeKind.PAUSE, on=monday + timedelta(days=14), until=monday + timedelta(days=15),
            reason="отпуск", state=ChangeState.AGREED, created_at=timezone.now(),
        )  # fmt: skip
        until = monday + timedelta(days=21)
        days = planned_days(program, first=monday, clock=CLOCK, until=until, weeks=1, minutes=45)
        assert [row.skipped for row in days] == ["", "в это время уже есть встреча", "пара приостановлена", ""]
        assert create(cast, program, monday).meetings.count() == 2

    @pytest.mark.parametrize(
        ("given", "words"),
        [
            ({"topic": " "}, "Укажите тему"),
            ({"minutes": 2}, "между 5 и 480"),
            ({"weeks": 3}, "каждую неделю или раз в две недели"),
            ({"first": dates.today() - timedelta(days=1)}, "уже прошла"),
            ({"until": dates.today()}, "Последний день раньше первого"),
            ({"until": dates.today() + timedelta(days=3000)}, "Поставьте последний день не позже"),
        ],
    )
    def test_refusals(self, cast, program, monday, given, words):
        with pytest.raises(Refused, match=words):
            create(cast, long(program), **{"first": monday, **given})
        assert not Meeting.objects.exists()

    def test_nothing_left(self, cast, program, monday):
        saturday = monday + timedelta(days=5)
        with pytest.raises(Refused, match="не остаётся ни одной встречи"):
            create(cast, long(program), saturday, until=saturday)
        assert not MeetingSeries.objects.exists()

    @pytest.mark.parametrize("part", ["director", "supervisor", "other_mentor", "outsider"])
    def test_nobody_else(self, cast, program, monday, part):
        with pytest.raises(Refused, match="участники программы и куратор"):
            create(cast, long(program), monday, part)

    def test_speed_consultation_is_one_meeting(self, cast, monday):
        pair = make.live_pair([cast.mentor], [cast.mentee], kind="speed")
        program = make.opened(pair)
        with pytest.raises(Refused, match="Предусмотрена одна встреча"):
            create(cast, long(program), monday)


class TestCancel:
    def test_from_a_day_on(self, cast, program, monday):
        series = create(cast, long(program), monday)
        since = monday + timedelta(days=8)
        number = act.cancel_series(
            series=series, since=since, by=cast.actor("mentor"), at=timezone.now(), reason="Сессия"
        )
        assert number == 2
        states = [meeting.state for meeting in series.meetings.order_by("starts_at")]
        assert states == ["scheduled", "scheduled", "canceled", "canceled"]
        letter = Letter.objects.get(code="meetings_canceled")
        assert (letter.person, "Причина: Сессия" in letter.body) == (cast.mentee, True)
        with pytest.raises(Refused, match="ничего не назначено"):
            act.cancel_series(series=series, since=since, by=cast.actor("mentor"), at=timezone.now())

    def test_what_was_written_down_stays(self, cast, program, monday):
        series = create(cast, long(program), monday, until=monday)
        meeting = series.meetings.get()
        at = meeting.starts_at + timedelta(hours=1)
        record_meeting(
            program=make.fresh(program), meeting=meeting, starts_at=meeting.starts_at, topic="Была", done="Есть",
            attended=[cast.mentor], by=cast.actor("mentor"), at=at,
        )  # fmt: skip
        with pytest.raises(Refused, match="ничего не назначено"):
            act.cancel_series(series=series, since=monday, by=cast.actor("mentor"), at=timezone.now())
        assert Meeting.objects.get().state == MeetingState.RECORDED

    def test_nobody_else(self, cast, program, monday):
        series = create(cast, long(program), monday)
        with pytest.raises(Refused, match="участники программы и куратор"):
            act.cancel_series(series=series, since=monday, by=cast.actor("director"), at=timezone.now())


def page(answer):
    return answer.content.decode().replace("\xa0", " ")


def test_dates_are_shown_before_anything_is_made(cast, program, monday, sign_in):
    long(program)
    client, url = sign_in(cast.mentor), reverse("meeting_series", args=[program.pk])
    typed = {
        "day": f"{monday:%d.%m.%Y}", "clock": "14:30", "minutes": "45", "weeks": "1", "topic": "Встреча",
        "until": f"{monday + timedelta(days=14):%d.%m.%Y}", "mode": "in_person",
    }  # fmt: skip
    shown = page(client.post(url, typed))
    assert "Проверьте даты" in shown
    assert not Meeting.objects.exists()
    done = page(client.post(url, typed | {"sure": "1"}, follow=True))
    assert "Назначено: 3 встречи" in done
    meeting = Meeting.objects.order_by("starts_at").first()
    cancel = reverse("series_cancel", args=[meeting.series_id])
    assert cancel in page(client.get(reverse("meeting_detail", args=[meeting.pk])))
    done = page(client.post(cancel, {"since": f"{monday:%d.%m.%Y}"}, follow=True))
    assert "Отменено: 3 встречи" in done
    assert "впереди ничего не назначено" in page(client.get(cancel))
    assert "участники программы и куратор" in page(sign_in(cast.director).get(cancel))


def test_preview_costs_two_queries(cast, program, monday, django_assert_num_queries):
    program = make.texted(program)
    for days in (7, 70):
        until = monday + timedelta(days=days)
        with django_assert_num_queries(2):
            planned_days(program, first=monday, clock=CLOCK, until=until, weeks=1, minutes=45)
