"""Relative dates of presets fall on working days inside the term."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from programs.models import PlanPreset
from programs.relative import date_of

SINCE, UNTIL = date(2026, 11, 2), date(2027, 6, 30)
HOLIDAYS = frozenset({date(2026, 11, 4), date(2027, 1, 1), date(2027, 1, 4)})


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("s+14", date(2026, 11, 16)),
        ("s+5", date(2026, 11, 9)),  # Saturday 7 November moves on
        ("s+2", date(2026, 11, 5)),  # 4 November is a holiday
        ("e-14", date(2027, 6, 16)),
        ("e-30", date(2027, 5, 31)),
        ("p50", date(2027, 3, 2)),
        ("p0", SINCE),
        ("p100", UNTIL),
        ("s+999", UNTIL),
        ("e-999", SINCE),
    ],
)
def test_dates(code, expected):
    assert date_of(code, SINCE, UNTIL, HOLIDAYS) == expected


@pytest.mark.parametrize("code", ["", None, "x", "s14", "p", "s+", "14.10.2026", "s+1;drop"])
def test_unknown_codes_give_no_date(code):
    assert date_of(code, SINCE, UNTIL) is None


def test_a_weekend_end_moves_back():
    assert date_of("e-0", date(2026, 11, 2), date(2026, 11, 29)) == date(2026, 11, 27)


def test_a_term_of_one_weekend_day_stays_inside():
    saturday = date(2026, 11, 7)
    assert date_of("p50", saturday, saturday) == saturday


@given(
    st.sampled_from(["s+", "e-", "p"]),
    st.integers(0, 400),
    st.dates(date(2020, 1, 1), date(2035, 1, 1)),
    st.integers(0, 400),
)
def test_always_inside_the_term(kind, number, since, days):
    until = since + timedelta(days=days)
    assert since <= date_of(f"{kind}{number}", since, until, HOLIDAYS) <= until


def test_every_preset_of_the_bank_has_a_readable_date(db):
    presets = list(PlanPreset.objects.values_list("code", "due"))
    assert len(presets) >= 54
    assert [code for code, due in presets if date_of(due, SINCE, UNTIL) is None] == []
