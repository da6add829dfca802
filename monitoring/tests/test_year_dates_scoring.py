"""Dates of a road map and shares of marks, worked out by hand."""

from datetime import date

import pytest

from monitoring.scoring.year_dates import day_of, moved_to, onto_working_day, share

STARTS = date(2026, 9, 1)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("08-25", date(2026, 8, 25)),  # Tuesday
        ("09-26", date(2026, 9, 28)),  # Saturday → Monday
        ("12-25", date(2026, 12, 25)),
        ("01-20", date(2027, 1, 20)),  # the second calendar year
        ("06-30", date(2027, 6, 30)),
    ],
)
def test_a_starter_date_falls_into_its_year(text, day):
    assert day_of(text, STARTS) == day


def test_no_date_is_an_error():
    with pytest.raises(ValueError, match="month"):
        day_of("13-01", STARTS)


def test_holidays_move_forward_and_worked_weekends_stay():
    assert day_of("11-04", STARTS, holidays=frozenset({date(2026, 11, 4)})) == date(2026, 11, 5)
    saturday = date(2026, 10, 31)
    assert onto_working_day(saturday) == date(2026, 11, 2)
    assert onto_working_day(saturday, worked=frozenset({saturday})) == saturday


def test_last_years_date_moves_by_the_difference_of_years():
    assert moved_to(date(2025, 10, 1), date(2025, 9, 1), STARTS) == date(2026, 10, 1)
    assert moved_to(date(2024, 2, 29), date(2023, 9, 1), STARTS) == date(2027, 3, 1)  # 28 February 2027 is a Sunday
    assert moved_to(date(2024, 10, 1), date(2024, 9, 1), STARTS) == date(2026, 10, 1)


def test_a_component_counts_marks_and_leaves_out_what_is_not_assessed():
    assert share(["2", "1", "0", "skip", ""]) == (3, 6)
    assert share(["skip", "skip"]) == (0, 0)
    assert share([]) == (0, 0)
