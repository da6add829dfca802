"""Hours of mentoring by month for the supplementary agreement: held meetings the mentor came to (ТК РФ ст. 351.8)."""

from datetime import datetime, time, timedelta
from io import BytesIO

import openpyxl
import pytest
from django.urls import reverse
from django.utils import timezone

from mentoring.kit import dates
from mentoring.models import AcademicYear
from mentoring.tests.standing import scene
from programs.actions.meeting import confirm_meeting, dispute_meeting, record_meeting, schedule_meeting
from programs.models import Meeting
from programs.queries.hours import chosen_year, hour_rows, hours_page, month_words
from programs.tests import make


@scene
def program(cast):
    return make.program(make.around_today(cast.pair), state="active", curator=cast.curator)


@pytest.fixture
def year():
    """A year around today, so that days of the test are inside it."""
    on = dates.today()
    AcademicYear.objects.update(current=False)
    return AcademicYear.objects.create(starts=on - timedelta(days=200), ends=on + timedelta(days=100), current=True)


def held(cast, program, days_ago, minutes=60, *, confirmed=True, people=None):
    at = timezone.make_aware(datetime.combine(dates.today() - timedelta(days=days_ago), time(12)))
    meeting = record_meeting(
        program=program, starts_at=at, topic=f"Встреча {days_ago}", done="Есть", minutes=minutes,
        attended=people or [cast.mentor, cast.mentee], by=cast.actor("mentor"), at=timezone.now(),
    )  # fmt: skip
    if confirmed:
        meeting = Meeting.objects.get(pk=meeting.pk)
        confirm_meeting(meeting=meeting, by=make.actor(program.pair.mentees[0]), at=timezone.now())
    return meeting


def page(answer):
    return answer.content.decode().replace("\xa0", " ")


def test_confirmed_and_waiting_are_summed_apart(cast, program, year):
    held(cast, program, 3, 60)
    held(cast, program, 4, 30)
    held(cast, program, 5, 45, confirmed=False)
    disputed = held(cast, program, 6, 40, confirmed=False)
    dispute_meeting(meeting=disputed, text="Не так.", by=cast.actor("mentee"), at=timezone.now())
    schedule_meeting(
        program=program, starts_at=timezone.now() + timedelta(days=1), topic="Впереди", by=cast.actor("mentor"), at=timezone.now()
    )  # fmt: skip
    shown = hours_page(cast.actor("mentor"), year=year, years=(year,))
    (row,) = shown.rows
    assert (row.meetings, row.minutes, row.waiting) == (4, 90, 85)
    assert (row.mentor, shown.total, shown.own) == (cast.mentor.short_name, 90, True)


def test_a_mentor_who_was_not_there_has_no_hours(cast, program, year):
    held(cast, program, 3, people=[cast.mentee])
    assert not hour_rows(cast.actor("curator"), year)


def test_months_and_another_year(cast, program, year):
    meeting = held(cast, program, 3)
    old = held(cast, program, 4)
    Meeting.objects.filter(pk=old.pk).update(starts_at=meeting.starts_at - timedelta(days=60))
    gone = held(cast, program, 5)
    Meeting.objects.filter(pk=gone.pk).update(starts_at=meeting.starts_at - timedelta(days=300))
    rows = hour_rows(cast.actor("mentor"), year)
    assert len(rows) == 2
    first = f"{rows[0].month:%Y-%m}"
    shown = hours_page(cast.actor("mentor"), year=year, years=(year,), month=first)
    assert (shown.month, shown.total) == (month_words(rows[0].month), 60)
    assert [figure.current for figure in shown.months] == [False, True, False]


def test_whose_hours_a_reader_sees(cast, program, year):
    other = make.program(make.live_pair([cast.other_mentor], [cast.other_mentee]), state="active", curator=cast.curator)
    held(cast, program, 3)
    record_meeting(
        program=other, starts_at=timezone.now() - timedelta(days=1), topic="Другая", done="Есть", minutes=30,
        attended=[cast.other_mentor], by=cast.actor("other_mentor"), at=timezone.now(),
    )  # fmt: skip
    seen = {
        part: [row.mentor for row in hour_rows(cast.actor(part), year)]
        for part in ("curator", "director", "mentor", "mentee")
    }
    both = [cast.mentor.short_name, cast.other_mentor.short_name]
    assert seen == {"curator": both, "director": both, "mentor": both[:1], "mentee": []}
    assert [row.mentor for row in hours_page(cast.actor("curator"), year=year, years=(), q="панин").rows] == both[1:]


def test_page_and_workbook_say_the_same(cast, program, year, sign_in):
    held(cast, program, 3, 90)
    client = sign_in(cast.mentor)
    assert reverse("meeting_hours") in page(client.get(reverse("meeting_list")))
    shown = page(client.get(reverse("meeting_hours")))
    assert "Подтверждено 1 ч 30 мин" in shown
    book = openpyxl.load_workbook(BytesIO(client.get(reverse("meeting_hours_xlsx")).content))
    pairs, totals = (list(book[name].values) for name in book.sheetnames)
    assert pairs[3][0] == cast.mentor.short_name
    assert pairs[3][3:] == (1, 90, 1.5, 0)
    assert totals[-1][1:] == ("всего за год", 1, 90, 1.5, 0)
    assert sign_in(cast.mentee).get(reverse("meeting_hours")).status_code == 404


def test_an_asked_year(cast, year):
    assert chosen_year("")[0] == year
    assert chosen_year("1900")[0] == year
    other = AcademicYear.objects.exclude(pk=year.pk).first()
    assert other is None or chosen_year(str(other.starts.year))[0] == other


def test_queries_do_not_grow(cast, program, year, django_assert_num_queries):
    for number in (1, 3):
        while Meeting.objects.count() < number:
            held(cast, program, 3 + Meeting.objects.count())
        actor = cast.actor("curator")
        with django_assert_num_queries(4):
            assert hour_rows(actor, year)
