"""The ladder: −7, −1, 0, +1, then weekly; days off are answered for by the next working day (peers, behavior 12)."""

from datetime import date, timedelta

import pytest

from mentoring.kit.ladder import EVERY_DAY, NEVER, days_since_last_round, is_step

WEDNESDAY = date(2026, 11, 18)
SATURDAY = date(2026, 11, 21)
MONDAY = date(2026, 11, 23)


def days(*numbers):
    return tuple(WEDNESDAY + timedelta(days=number) for number in numbers)


@pytest.mark.parametrize(("ahead", "step"), [
    (8, False), (7, True), (6, False), (2, False), (1, True), (0, True), (-1, True), (-2, False), (-6, False),
    (-7, True), (-8, False), (-14, True), (-15, False),
])  # fmt: skip
def test_steps(ahead, step):
    assert is_step(WEDNESDAY + timedelta(days=ahead), (WEDNESDAY,)) is step


def test_a_day_off_has_no_round_and_the_next_one_answers_for_it():
    assert days_since_last_round(SATURDAY) == ()
    assert days_since_last_round(MONDAY) == (MONDAY, MONDAY - timedelta(days=1), SATURDAY)
    assert days_since_last_round(WEDNESDAY, frozenset({WEDNESDAY - timedelta(days=1)})) == days(0, -1)
    assert is_step(SATURDAY, days_since_last_round(MONDAY))
    assert not is_step(SATURDAY, (MONDAY,))


def test_the_steps_are_settings():
    assert is_step(WEDNESDAY + timedelta(days=5), (WEDNESDAY,), first=5)
    assert not is_step(WEDNESDAY + timedelta(days=7), (WEDNESDAY,), first=5)
    assert is_step(WEDNESDAY - timedelta(days=3), (WEDNESDAY,), repeat=3)


def test_a_clock_of_the_law_is_told_every_day_until_it_ends():
    assert all(is_step(WEDNESDAY + timedelta(days=ahead), (WEDNESDAY,), ladder=EVERY_DAY) for ahead in (0, 1, 2, 9))
    assert not is_step(WEDNESDAY - timedelta(days=1), (WEDNESDAY,), ladder=EVERY_DAY)


def test_nothing_is_told_without_a_date_or_by_other_rules():
    assert not is_step(None, (WEDNESDAY,))
    assert not is_step(WEDNESDAY, (WEDNESDAY,), ladder=NEVER)
    assert not is_step(WEDNESDAY, ())
