"""The arithmetic of the card of difficulties (R11): blanks stay blank, zero denominators are «–»."""

from fractions import Fraction

import pytest

from mentoring.scoring.diagnosis import (
    DEFICIT,
    FEW,
    MIDDLE,
    STRENGTH,
    compare,
    differences,
    hard_statements,
    level,
    profile,
    rules_of,
    share,
    shown,
)

RULES = rules_of({})
CARD = tuple((f"{place}_{n}", place) for place in ("method", "ict") for n in range(1, 5))


def values(method=(), ict=()):
    """{statement: mark} of the two directions; a missing place is blank, None is «не могу оценить»."""
    said = {f"method_{n}": value for n, value in enumerate(method, 1) if value != "blank"}
    return said | {f"ict_{n}": value for n, value in enumerate(ict, 1) if value != "blank"}


@pytest.mark.parametrize(
    ("marks", "mean", "verdict"),
    [
        ([3, 3, 1, 1], 2, DEFICIT),  # exactly at the border
        ([2, 2, 2, 1], Fraction(7, 4), MIDDLE),
        ([1, 1, 0, 0], Fraction(1, 2), STRENGTH),  # exactly at the other border
        ([1, 1, 1, 0], Fraction(3, 4), MIDDLE),
        ([3, 3, None, None], 3, DEFICIT),  # blanks do not pull the mean down
        ([0, 0, None, None], 0, STRENGTH),
        ([3, None, None, None], None, FEW),
        ([None, None, None, None], None, FEW),
        ([], None, FEW),
    ],
)
def test_a_direction_is_the_mean_of_what_was_answered(marks, mean, verdict):
    found = level("method", marks, RULES)
    assert (found.mean, found.verdict) == (mean, verdict)
    assert found.answered == sum(mark is not None for mark in marks)


def test_an_own_tick_makes_a_strength_but_hides_no_deficit():
    assert level("method", [1, 1, 1, 1], RULES, marked_strong=True).verdict == STRENGTH
    assert level("method", [3, 3, 3, 3], RULES, marked_strong=True).verdict == DEFICIT
    assert level("method", [0, None, None, None], RULES, marked_strong=True).verdict == FEW


def test_numbers_of_the_count_come_from_the_card():
    strict = rules_of({"min_answered": 3, "deficit_from": 1.5, "strength_to": 0}, [{"value": 4}, {"value": None}])
    assert (strict.min_answered, strict.deficit_from, strict.strength_to, strict.top) == (3, Fraction(3, 2), 0, 4)
    assert level("method", [2, 1, None, None], strict).verdict == FEW
    assert level("method", [2, 1, 2, None], strict).verdict == DEFICIT
    assert rules_of({"min_answered": None}).min_answered == RULES.min_answered


def test_a_profile_goes_in_the_order_of_the_card_and_knows_blanks():
    method, ict = profile(CARD, values([2, 3], [0, "blank", None, 1]), RULES, strong=["ict"])
    assert (method.direction, method.answered, method.total, method.verdict) == ("method", 2, 4, DEFICIT)
    assert (ict.answered, ict.mean, ict.verdict) == (2, Fraction(1, 2), STRENGTH)


def test_hard_statements_are_those_answered_at_the_border_or_above():
    assert hard_statements(CARD, values([2, 3, 1, None], [0]), RULES) == ("method_1", "method_2")


def test_opinions_differ_by_a_mark_or_over_the_deficit():
    own = profile(CARD, values([2, 2, 2, 2], [1, 1, 1, 1]), RULES)
    near = profile(CARD, values([2, 2, 2, 2], [2, 1, 1, 1]), RULES)
    far = profile(CARD, values([1, 2, 2, 2], [2, 2, 2, 2]), RULES)
    assert differences(own, near, RULES) == ()
    assert [(d.direction, d.change) for d in differences(own, far, RULES)] == [("method", Fraction(-1, 4)), ("ict", 1)]


def test_opinions_are_not_compared_where_one_is_silent():
    own = profile(CARD, values([3, 3, 3, 3], [3]), RULES)
    other = profile(CARD, values([0], [0, 0, 0, 0]), RULES)
    assert differences(own, other, RULES) == ()


def test_removed_counts_only_what_was_answered_both_times():
    entry = values([3, 2, 2, 3], [2, 0, 0, 0])
    exit = values([1, 2, "blank", None], [0, 2, 0, 0])
    found = compare(CARD, entry, exit, RULES)
    assert (found.answered, found.total) == (6, 8)
    assert found.before == ("method_1", "method_2", "ict_1")
    assert found.removed == ("method_1", "ict_1")
    assert found.appeared == ("ict_2",)
    assert share(len(found.removed), len(found.before)) == "2 из 3"
    method, ict = found.changes
    assert (method.entry, method.exit, method.delta) == (Fraction(5, 2), Fraction(3, 2), 1)
    assert (method.answered, method.total) == (2, 4)
    assert method.removed
    assert not ict.was_deficit
    assert found.removed_deficits == (method,)


def test_a_deficit_that_stays_is_in_the_denominator():
    found = compare(CARD, values([3, 3, 3, 3]), values([3, 3, 2, 2]), RULES)
    assert (found.removed_deficits, len(found.deficits)) == ((), 1)
    assert share(len(found.removed), len(found.before)) == "0 из 4"


@pytest.mark.parametrize(
    ("entry", "exit"),
    [({}, {}), (values([3, 3, 3, 3]), {}), ({}, values([3, 3, 3, 3])), (values([None] * 4), values([0] * 4))],
)
def test_nothing_answered_both_times_is_a_dash_and_no_failure(entry, exit):
    found = compare(CARD, entry, exit, RULES)
    assert found.answered == 0
    assert (share(len(found.removed), len(found.before)), share(0, len(found.deficits))) == ("–", "–")
    assert all(change.delta is None for change in found.changes)


def test_no_difficulty_at_entry_is_a_dash_not_zero():
    found = compare(CARD, values([0, 0, 1, 1]), values([0, 0, 0, 0]), RULES)
    assert share(len(found.removed), len(found.before)) == "–"


@pytest.mark.parametrize(
    ("mean", "words"),
    [
        (None, "–"), (Fraction(0), "0"), (Fraction(9, 4), "2,25"), (Fraction(5, 3), "1,67"), (Fraction(3), "3"),
        (Fraction(-1, 2), "−0,5"), (Fraction(10), "10"),
    ],
)  # fmt: skip
def test_means_in_words(mean, words):
    assert shown(mean) == words
