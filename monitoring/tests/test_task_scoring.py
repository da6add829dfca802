"""Points of a task by its stated formula, hand-worked and against brute force (starter content, part 15)."""

from decimal import Decimal
from fractions import Fraction
from itertools import permutations, product
from types import SimpleNamespace

import pytest

from monitoring.scoring.knowledge import (
    as_decimal,
    by_competence,
    changes_by_competence,
    percent_of,
    rubric_percent,
)
from monitoring.scoring.task import points_of, share_of_many, share_of_number, share_of_places
from monitoring.task_sheet import kept_answer, page_values


@pytest.mark.parametrize(
    ("given", "share"),
    [([0, 1, 2], 1), ([0, 1], Fraction(2, 3)), ([0, 1, 3], Fraction(1, 3)), ([0, 3], 0), ([3], 0), ([], 0),
     ([0, 1, 2, 3], Fraction(2, 3))],
)  # fmt: skip
def test_many_by_hand(given, share):
    """Three of four are right: each right one gives a third, each wrong one takes a third away, never below zero."""
    assert share_of_many([0, 1, 2], given) == share


def test_many_never_pays_for_ticking_everything():
    """Against brute force over all sets of right options and answers of four: full points only for the exact set."""
    places = range(4)
    sets = [[p for p in places if mask >> p & 1] for mask in range(16)]
    for right, given in product(sets[1:], sets):
        share = share_of_many(right, given)
        assert 0 <= share <= 1
        assert (share == 1) == (given == right)


@pytest.mark.parametrize(
    ("given", "share"),
    [("10", 1), ("10,5", 1), ("9.5", 1), ("10.51", 0), ("9,49", 0), ("−10", 0), ("десять", 0), ("", 0), ("inf", 0)],
)
def test_number_within_its_tolerance_ends_included(given, share):
    assert share_of_number(Decimal(10), Decimal("0.5"), given) == share


def test_order_counts_elements_in_their_places():
    """Against brute force: the share of fixed points of every permutation of four."""
    for places in permutations(range(4)):
        assert share_of_places(4, places) == Fraction(sum(n == place for n, place in enumerate(places)), 4)


@pytest.mark.parametrize(
    ("given", "share"),
    [([0, 0, 0], 0), ([0, 1, None], Fraction(2, 3)), ([0, 1, 1], Fraction(1, 3)), ([None] * 3, 0), ([0, 1], 0)],
)
def test_one_place_for_several_counts_for_none(given, share):
    assert share_of_places(3, given) == share


def task(kind, **fields):
    values = {"right": [], "options": [], "number": None, "tolerance": Decimal(0), "points": 2, **fields}
    return SimpleNamespace(kind=kind, **values)


def test_points_are_the_share_of_the_tasks_points():
    assert points_of(task("one", right=[1]), [1]) == 2
    assert points_of(task("one", right=[1]), [0]) == 0
    assert points_of(task("many", right=[0, 1, 2]), [0]) == Fraction(2, 3)
    assert points_of(task("match", options=["а", "б"]), [0, None]) == 1


def test_a_text_waits_for_a_person_and_an_empty_one_does_not():
    assert points_of(task("text"), "Мой ответ") is None
    assert points_of(task("text"), "") == points_of(task("text"), None) == 0


# A sitting


def test_percent_is_exact_until_it_is_shown():
    """Three thirds of a point are one: 3 × 1/3 of 3 is a third, 33.33333 %."""
    score = sum([Fraction(1, 3)] * 3)
    assert percent_of(score, 3) == Fraction(100, 3)
    assert as_decimal(percent_of(score, 3), 5) == Decimal("33.33333")
    assert percent_of(Fraction(0), 0) is None


def test_parts_keep_their_order_and_sum_within():
    parts = by_competence([("цель", Fraction(1), 2), ("итог", Fraction(0), 1), ("цель", Fraction(1, 2), 1)])
    assert [(part.name, part.score, part.maximum, part.tasks) for part in parts] == [
        ("цель", Fraction(3, 2), 3, 2),
        ("итог", 0, 1, 1),
    ]
    assert parts[0].percent == 50


def test_a_competence_without_one_sitting_has_no_change_and_no_zero():
    entry = by_competence([("цель", Fraction(1), 2), ("право", Fraction(1), 1)])
    exit_ = by_competence([("цель", Fraction(2), 2), ("ИКТ", Fraction(0), 1)])
    rows = {row.name: (row.before, row.after, row.change) for row in changes_by_competence(entry, exit_)}
    assert rows == {"цель": (50, 100, 50), "право": (100, None, None), "ИКТ": (None, 0, None)}


def test_rubric_by_hand():
    """Levels 2 of 2, 1 of 2 and 0 of 3: 3 of 7."""
    assert rubric_percent([3, 3, 4], [2, 1, 0]) == Fraction(300, 7)
    assert rubric_percent([2], [1]) == 100
    for wrong in ([], [2, 1], [2, 1, 4], [2, 1, -1]):
        with pytest.raises(ValueError, match="every criterion"):
            rubric_percent([3, 3, 4], wrong)


# The page and back


@pytest.mark.parametrize("places", list(permutations(range(3))))
@pytest.mark.parametrize("kind", ["one", "many", "order", "match"])
def test_an_answer_survives_the_shuffled_page(kind, places):
    question = SimpleNamespace(kind=kind, options=["а", "б", "в"], matches=["1", "2", "3"])
    layout = {"options": [0, 1, 2], "matches": list(places)} if kind == "match" else {"options": list(places)}
    answers = {"one": [[1]], "many": [[0, 2]]}.get(kind, [[0, 1, 2], [2, None, 0]])
    for given in answers:
        values = page_values(question, layout, given)
        assert sorted(kept_answer(question, layout, values), key=str) == sorted(given, key=str)
        if kind in ("order", "match"):
            assert kept_answer(question, layout, values) == given
