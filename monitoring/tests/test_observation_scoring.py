"""Cards in figures and agreement of observers: cases worked by hand and an independent count from the definition."""

import random
from decimal import Decimal
from fractions import Fraction
from itertools import product

import pytest

from monitoring.scoring.agreement import LINEAR, QUADRATIC, agreement, kappa, pairwise
from monitoring.scoring.observation import by_section, changes, mean, score


@pytest.mark.parametrize(
    ("marks", "total", "seen", "percent"),
    [
        ([2, 1, 0, 2], 5, 4, Decimal("62.5")),
        ([2, None, 0, None], 2, 2, Decimal(50)),
        ([2, 2, 2], 6, 3, Decimal(100)),
        ([0, 0], 0, 2, Decimal(0)),
        ([None, None], 0, 0, None),
        ([], 0, 0, None),
    ],
)
def test_what_was_not_seen_is_out_of_the_denominator(marks, total, seen, percent):
    found = score(marks)
    assert (found.total, found.seen, found.of, found.percent) == (total, seen, len(marks), percent)


def test_a_figure_needs_enough_criteria():
    twelve, eleven = [2] * 12 + [None] * 6, [2] * 11 + [None] * 7
    assert score(twelve, 66).valid == 100
    assert (score(eleven, 66).percent, score(eleven, 66).valid) == (100, None)
    assert score([None] * 18, 1).valid is None, "nothing seen is never enough"


def test_marks_of_another_scale_are_refused():
    with pytest.raises(ValueError, match="0, 1, 2 or None"):
        score([3])


def test_blocks_are_counted_apart():
    found = by_section({"a": 2, "b": 1, "c": None}, [("Первый", ["a", "b"]), ("Второй", ["c"]), ("Третий", ["x"])])
    assert [one.percent for one in found.values()] == [75, None, None]


def test_change_needs_both_sides():
    found = changes({"a": Decimal(50), "b": None}, {"a": Decimal(75), "b": Decimal(10)})
    assert [(one.name, one.change) for one in found] == [("a", 25), ("b", None)]
    assert mean([None, Decimal(10), Decimal(20)]) == 15
    assert mean([None]) is None


# Agreement


def test_kappa_worked_by_hand():
    """Ten criteria: (2,2)×4, (1,1)×2, (0,0)×1, (2,1)×2, (1,0)×1.

    First: 2→6, 1→3, 0→1; second: 2→4, 1→4, 0→2. Observed |i−j| = 3. Expected ×10: |2−1|: 6·4 + 3·4 = 36,
    |1−0|: 3·2 + 1·4 = 10, |2−0| = 2·(6·2 + 1·4) = 32; in all 78. κ = 1 − 3·10/78 = 48/78 = 8/13.
    Quadratic: observed 3, expected 36 + 10 + 4·16 = 110, κ = 1 − 30/110 = 8/11.
    """
    pairs = [(2, 2)] * 4 + [(1, 1)] * 2 + [(0, 0)] + [(2, 1)] * 2 + [(1, 0)]
    assert kappa(pairs, LINEAR) == Fraction(8, 13)
    assert kappa(pairs, QUADRATIC) == Fraction(8, 11)


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        ([2, 1, 0], [2, 1, 0], 1),  # full agreement
        ([2, 2, 0, 0], [0, 0, 2, 2], -1),  # all opposite
        ([2, 2, 0, 0], [2, 0, 2, 0], 0),  # just chance
        ([2, 2, 2], [2, 2, 2], None),  # chance alone expects it: undefined
        ([], [], None),
    ],
)
def test_kappa_at_its_edges(first, second, expected):
    pairs = list(zip(first, second, strict=True))
    assert [kappa(pairs, LINEAR), kappa(pairs, QUADRATIC)] == [expected, expected]


def brute(pairs, power):
    """κ = (Po − Pe) / (1 − Pe) with agreement weights 1 − (|i − j| / 2)^power, every pairing of the two lists for Pe."""
    weight = lambda a, b: 1 - Fraction(abs(a - b), 2) ** power  # noqa: E731
    observed = sum(weight(a, b) for a, b in pairs) / Fraction(len(pairs))
    by_chance = [weight(a, b) for (a, _), (_, b) in product(pairs, pairs)]
    expected = sum(by_chance) / Fraction(len(by_chance))
    return None if expected == 1 else (observed - expected) / (1 - expected)


def test_kappa_agrees_with_the_definition_by_brute_force():
    rng = random.Random(43)
    for _ in range(150):
        pairs = [(rng.choice((0, 1, 2)), rng.choice((0, 1, 2))) for _ in range(rng.randrange(1, 19))]
        for power in (LINEAR, QUADRATIC):
            assert kappa(pairs, power) == brute(pairs, power), pairs


def test_only_what_both_saw_is_compared():
    found = agreement({"a": 2, "b": None, "c": 1, "d": 0}, {"a": 2, "b": 1, "c": 0, "d": None})
    assert (found.n, found.same, found.exact) == (2, 1, Fraction(1, 2))


def test_more_than_two_observers_are_compared_in_pairs():
    one, two, three = {"a": 2, "b": 0}, {"a": 2, "b": 0}, {"a": 0, "b": 0}
    found = pairwise([one, two, three])
    assert (found.pairs, found.n, found.same) == (3, 6, 4)
    assert found.exact == Fraction(2, 3)  # 1, 1/2, 1/2
    assert found.linear == Fraction(1, 3)  # 1, 0, 0
    assert pairwise([one]) is None
