"""Days of stages and paired changes, worked by hand."""

from datetime import date

import pytest

from monitoring.scoring.sheet import Rules
from monitoring.scoring.stage_check import Change, Measured, Window, by_fives, change_of, due_of, score_of, windows

RULES = Rules(threshold=5, full_from=10)
DAYS = {"entry_days": 14, "exit_days": 14, "answer_days": 14}


def test_three_windows_of_a_year():
    """1 October – 30 June is 272 days apart; the half is 136 days on, 14 February."""
    found = windows(date(2026, 10, 1), date(2027, 6, 30), **DAYS)
    assert found == {
        "entry": Window(date(2026, 10, 1), date(2026, 10, 15)),
        "middle": Window(date(2027, 2, 14), date(2027, 2, 28)),
        "exit": Window(date(2027, 6, 16), date(2027, 6, 30)),
    }


@pytest.mark.parametrize(
    ("until", "stages"),
    [
        (date(2026, 10, 1), {"entry"}),  # one day
        (date(2026, 10, 29), {"entry"}),  # the exit would open on the day the entry closes
        (date(2026, 10, 30), {"entry", "exit"}),
        (date(2026, 11, 27), {"entry", "exit"}),  # 57 days: the middle is asked to 12 November, the exit opens on 13th
        (date(2026, 12, 31), {"entry", "middle", "exit"}),
    ],
)
def test_a_short_term_has_fewer_stages(until, stages):
    found = windows(date(2026, 10, 1), until, **DAYS)
    assert set(found) >= {"entry"}
    assert found["entry"].closes <= until
    days = sorted((window.opens, window.closes) for window in found.values())
    assert all(first[1] < second[0] for first, second in zip(days, days[1:], strict=False))
    if until != date(2026, 11, 27):
        assert set(found) == stages


def test_the_term_to_answer_is_never_shorter_than_promised():
    window = Window(date(2026, 10, 1), date(2026, 10, 15))
    assert due_of(window, date(2026, 10, 1), 7) == date(2026, 10, 15)
    assert due_of(window, date(2026, 10, 12), 7) == date(2026, 10, 19)
    assert due_of(None, date(2026, 10, 12), 7) == date(2026, 10, 19)


def test_a_score_is_on_five_and_needs_its_least():
    assert score_of([(4, "scale_1_5"), (5, "scale_1_10")], 2) == 3.25
    assert score_of([(4, "scale_1_5")], 2) is None
    assert score_of([], 0) is None


def measured(*pairs):
    return [Measured(n, n, before, after) for n, (before, after) in enumerate(pairs)]


def test_below_the_threshold_there_are_only_counts():
    assert change_of(measured((1, 5), (2, 4)), RULES, 3) == Change("few", 2, 3)
    assert change_of([], RULES, 0) == Change("few", 0, 0)


def test_five_people_by_hand():
    """Before 2, 2, 3, 3, 4: 2.8 → 2.75; after 3, 3, 3, 4, 4: 3.4 → 3.5; differences 1, 1, 0, 1, 0: 0.6 → 0.5."""
    found = change_of(measured((2, 3), (2, 3), (3, 3), (3, 4), (4, 4)), RULES, 7)
    assert found == Change("bands", 5, 7, 2.75, 3.5, 0.5)


def test_ten_people_by_hand():
    """Nine grow from 2 to 3, one falls from 4 to 3: before 2.2, after 3.0, differences (9 − 1) / 10 = 0.8; grew 9."""
    found = change_of(measured(*[(2, 3)] * 9, (4, 3)), RULES, 12)
    assert found == Change("full", 10, 12, 2.2, 3.0, 0.8, 9)


def test_whoever_answered_once_stays_aside():
    found = change_of(measured(*[(3, 4)] * 5, (5, None), (None, 1)), RULES, 7)
    assert (found.n, found.before, found.after) == (5, 3.0, 4.0)


def test_nobody_joins_alone():
    """A sixth answer moves nothing until there are ten."""
    five, nine = [(3, 4)] * 5, [(3, 4)] * 5 + [(5, 1)] * 4
    assert change_of(measured(*nine), RULES, 9) == change_of(measured(*five), RULES, 9)
    assert change_of(measured(*nine, (5, 1)), RULES, 10).n == 10
    assert by_fives(list("абвгдеж"), 5) == list("абвгд")


def test_a_person_counts_once_by_the_first_pair():
    rows = [*measured(*[(3, 4)] * 5), Measured(0, 99, 1, 1)]
    assert change_of(rows, RULES, 5).difference == 1.0
