from datetime import date, datetime, timedelta

import pytest
from django.utils import timezone

from mentoring.kit import dates


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("14.10.2026", date(2026, 10, 14)),
        ("5.6.26", date(2026, 6, 5)),
        ("25.04.58", date(1958, 4, 25)),
        ("2026-10-14", date(2026, 10, 14)),
        ("14/10/2026", date(2026, 10, 14)),
        (" 14.10.2026 г. ", date(2026, 10, 14)),
        (datetime(2026, 10, 14, 5), date(2026, 10, 14)),
        ("31.02.2020", None),
        ("32.13.26", None),
        ("вчера", None),
        ("", None),
        (None, None),
        ("1" * 10000, None),
    ],
)
def test_parse_date(typed, expected):
    assert dates.parse_date(typed) == expected


def test_a_deadline_is_told_by_today():
    on = date(2026, 11, 29)
    assert dates.by(date(2026, 11, 29), on) == f"до {dates.words(date(2026, 11, 29))}"
    assert dates.by(date(2026, 11, 27), on) == f"срок был {dates.words(date(2026, 11, 27))}"
    assert dates.by(None) == ""


def test_when_a_draft_was_saved_names_another_day():
    now = timezone.now()
    assert dates.clock_words(now) == f"в {dates.clock(now)}"
    before = now - timedelta(days=14)
    assert dates.clock_words(before) == f"{dates.words(before)} в {dates.clock(before)}"


def test_words_add_the_year_only_when_it_differs():
    assert dates.words(date(2031, 10, 14)) == "14\u00a0октября 2031\u00a0года"
    assert dates.words(date(2026, 10, 14), year=False) == "14\u00a0октября"


def test_span_names_the_year_once_when_it_is_one():
    assert (
        dates.span(date(2026, 2, 1), date(2026, 6, 30)) == "с\u00a01\u00a0февраля по\u00a030\u00a0июня 2026\u00a0года"
    )
    assert dates.span(date(2026, 10, 1), date(2027, 6, 30)) == (
        "с\u00a01\u00a0октября 2026 по\u00a030\u00a0июня 2027\u00a0года"
    )


def test_span_begins_with_so_before_the_second():
    assert dates.span(date(2024, 10, 2), date(2025, 4, 30)) == (
        "со\u00a02\u00a0октября 2024 по\u00a030\u00a0апреля 2025\u00a0года"
    )
    assert dates.span(date(2026, 2, 12), date(2026, 6, 2)).startswith("с\u00a012")


def test_span_of_one_day_is_that_day():
    assert dates.span(date(2025, 11, 3), date(2025, 11, 3)) == "3\u00a0ноября 2025\u00a0года"


def test_sentences_of_the_screen_get_their_year_on_paper():
    told = dates.with_years("Последняя – 26\u00a0октября, ещё раньше 1 мая 2025 года", 2026)
    assert told == "Последняя – 26\u00a0октября\u00a02026\u00a0года, ещё раньше 1 мая 2025 года"


def test_a_stamp_keeps_its_year():
    assert dates.stamp(datetime(2026, 11, 16, 12, 10)) == "16.11.2026 12:10"


@pytest.mark.parametrize(
    ("value", "word"),
    [
        (date(2026, 11, 18), "сегодня"),
        (date(2026, 11, 19), "завтра"),
        (date(2026, 11, 17), "вчера"),
        (date(2026, 11, 21), "через 3\u00a0дня"),
        (date(2026, 11, 13), "5\u00a0дней назад"),
    ],
)
def test_near(value, word):
    assert dates.near(value, on=date(2026, 11, 18)) == word


def test_working_days_skip_weekends_and_holidays():
    friday = date(2026, 11, 20)
    assert dates.add_working_days(friday, 1) == date(2026, 11, 23)
    assert dates.add_working_days(friday, 1, {date(2026, 11, 23)}) == date(2026, 11, 24)
    assert dates.add_working_days(friday, 0) == friday


def test_move_to_working_day_goes_back_when_the_term_would_be_passed():
    saturday = date(2026, 11, 21)
    assert dates.to_working_day(saturday) == date(2026, 11, 23)
    assert dates.to_working_day(saturday, not_after=saturday) == date(2026, 11, 20)


def test_minutes_in_words():
    assert dates.minutes_words(90) == "1\u00a0ч 30\u00a0мин"
    assert dates.minutes_words(45) == "45\u00a0мин"
    assert dates.minutes_words(0) == "0\u00a0мин"


def test_add_years_from_leap_day():
    assert dates.add_years(date(2028, 2, 29), 1) == date(2029, 2, 28)
