"""Arithmetic of one answer sheet (R41): index, sub-scales, «удовлетворён»."""

import pytest

from monitoring.scoring.sheet import (
    Item,
    Rules,
    Sheet,
    band_name,
    has_low_mark,
    index_of,
    round_half_up,
    satisfied,
    subscale_of,
)

ITEMS = tuple(Item(f"s{n:02d}", f"Пункт {n}", "scale_1_10", "MPO"[n % 3], in_index=True) for n in range(1, 19))
DESCRIPTIVE = Item("d1", "Посоветуете?", "scale_0_10")
RULES = Rules(expectation="s17")


def sheet(marks):
    return Sheet(person=1, marks=marks)


def all_marks(mark, count=18):
    return {item.code: mark for item in ITEMS[:count]}


def test_index_is_the_mean_of_answered_items_of_ten_in_percent():
    marks = all_marks(8) | {"s01": 3}
    assert index_of(sheet(marks), ITEMS, RULES) == pytest.approx((17 * 8 + 3) / 18 * 10)


def test_descriptive_questions_never_enter_the_index():
    assert index_of(sheet(all_marks(8) | {"d1": 0}), (*ITEMS, DESCRIPTIVE), RULES) == pytest.approx(80)


@pytest.mark.parametrize(("answered", "expected"), [(11, None), (12, 70.0), (18, 70.0)])
def test_a_sheet_with_fewer_than_twelve_items_has_no_index(answered, expected):
    assert index_of(sheet(all_marks(7, answered)), ITEMS, RULES) == expected


def test_a_short_questionnaire_asks_for_all_its_items():
    assert index_of(sheet(all_marks(6, 4)), ITEMS[:4], RULES) == 60
    assert index_of(sheet(all_marks(6, 3)), ITEMS[:4], RULES) is None


def test_an_empty_sheet_and_an_empty_questionnaire_have_no_index():
    assert index_of(sheet({}), ITEMS, RULES) is None
    assert index_of(sheet({"d1": 3}), (DESCRIPTIVE,), RULES) is None


def test_a_subscale_needs_three_answers_or_all_of_a_shorter_one():
    mentor = [item.code for item in ITEMS if item.subscale == "M"]
    assert subscale_of(sheet({mentor[0]: 9, mentor[1]: 9}), ITEMS, "M", RULES) is None
    assert subscale_of(sheet({mentor[0]: 9, mentor[1]: 9, mentor[2]: 6}), ITEMS, "M", RULES) == 8
    two = [Item("m01", "", "scale_1_10", "M", in_index=True), Item("m02", "", "scale_1_10", "M", in_index=True)]
    assert subscale_of(sheet({"m01": 4, "m02": 6}), two, "M", RULES) == 5
    assert subscale_of(sheet({"m01": 4}), two, "M", RULES) is None


@pytest.mark.parametrize(
    ("index", "expectation", "expected"),
    [(70, 7, True), (69.9, 10, False), (100, 6, False), (100, None, False)],
)
def test_satisfied_needs_the_index_and_the_item_about_expectations(index, expectation, expected):
    marks = {} if expectation is None else {"s17": expectation}
    assert satisfied(sheet(marks), index, RULES) is expected


def test_without_the_item_about_expectations_the_index_alone_decides():
    assert satisfied(sheet({}), 70, Rules()) is True
    assert satisfied(sheet({}), 69, Rules()) is False


@pytest.mark.parametrize(("percent", "name"), [(80, "высокий"), (79.9, "средний"), (60, "средний"), (59.9, "низкий")])
def test_bands_of_the_index(percent, name):
    assert band_name(percent, RULES) == name


@pytest.mark.parametrize(("marks", "expected"), [([6, 7], False), ([9, 5], True), ([], False)])
def test_a_mark_of_five_or_lower_asks_for_the_reason(marks, expected):
    assert has_low_mark(marks, 5) is expected


@pytest.mark.parametrize(
    ("value", "step", "expected"), [(8.25, 0.5, 8.5), (8.24, 0.5, 8.0), (7.5, 1, 8), (7.49, 1, 7), (8.35, 0.1, 8.4)]
)
def test_halves_are_rounded_up(value, step, expected):
    assert round_half_up(value, step) == pytest.approx(expected)
