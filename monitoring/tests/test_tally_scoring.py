"""Counters of an anonymous survey publish what sheets would have; small units join others."""

from collections import Counter
from types import SimpleNamespace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from monitoring.ballot import all_keys, counts_of
from monitoring.questionnaire import SCALES, Given
from monitoring.scoring.cells import REST, roll_up
from monitoring.scoring.release import build, from_payload, subscales_of
from monitoring.scoring.sheet import Sheet
from monitoring.scoring.tally import build_counted
from monitoring.tests.test_release_scoring import ITEMS, RULES

NAMES = subscales_of(ITEMS)


def question(item):
    return SimpleNamespace(code=item.code, kind=item.kind, options=list(item.options))


def counts(sheet):
    """The sheet of a person as the counters take it."""
    rows = []
    for item in ITEMS:
        if item.kind in SCALES:
            mark = sheet.marks.get(item.code)
            rows.append(Given(question(item), number=mark, skipped=mark is None))
        else:
            rows.append(Given(question(item), options=sheet.choices.get(item.code, ())))
    return counts_of(rows, ITEMS, NAMES, RULES)


def counted(sheets, labels=None, invited=None):
    cells = {}
    for sheet in sheets:
        cells.setdefault(sheet.cell, Counter()).update(counts(sheet))
    return build_counted(cells, ITEMS, RULES, invited=invited or len(sheets), labels=labels)


marks = st.fixed_dictionaries(
    {item.code: st.one_of(st.none(), st.integers(1, 10)) for item in ITEMS if item.kind in SCALES}
)
answers = st.lists(st.tuples(marks, st.sampled_from(["a", "b", "c"]), st.booleans()), max_size=24)


@settings(max_examples=150, deadline=None)
@given(answers)
def test_counters_publish_exactly_what_the_sheets_would(rows):
    sheets = [
        Sheet(n, cell, {k: v for k, v in given.items() if v is not None}, {"d2": ("до 2",)} if chose else {})
        for n, (given, cell, chose) in enumerate(rows)
    ]
    labels = {key: key for key in sorted({sheet.cell for sheet in sheets})}
    made = counted(sheets, labels)
    assert made == build(sheets, ITEMS, RULES, invited=len(sheets), labels=labels)
    assert from_payload(made.payload()) == made


def test_a_sheet_is_counted_by_hand():
    sheet = Sheet(1, "", {item.code: 8 for item in ITEMS if item.kind in SCALES} | {"M1": 3}, {"d2": ("2–4",)})
    found = counts(sheet)
    assert found["@sheet", "sent"] == 1
    assert found["@index", "8"] == 1  # (14 × 8 + 3) / 15 = 7,667
    assert found["@index", "sum"] == 7667
    assert found["@M", "sum"] == 7000  # (4 × 8 + 3) / 5
    assert found["@satisfied", "yes"] == 1
    assert (found["M1", "3"], found["M1", "8"]) == (1, 0)
    assert (found["d2", "1"], found["d2", "n"]) == (1, 1)


def test_a_sheet_too_short_for_the_index_counts_as_one_and_nothing_else():
    assert counts(Sheet(1, "", {"P1": 9})) == {("@sheet", "sent"): 1, ("@sheet", "short"): 1}


def test_every_value_that_may_be_counted_has_a_counter_before_the_first_answer():
    keys = set(all_keys([question(item) for item in ITEMS], NAMES))
    full = counts(Sheet(1, "", {item.code: 10 for item in ITEMS if item.kind in SCALES}, {"d2": ("до 2", "2–4")}))
    assert set(full) | {("P1", "skip"), ("@P", "none"), ("d1", "0")} <= keys


# Cells: 1 is the college's department with committees 2 and 3; 4 stands alone


PARENTS = {1: None, 2: 1, 3: 1, 4: None}


@pytest.mark.parametrize(
    ("sizes", "expected"),
    [
        ({2: 6, 3: 7}, {2: 2, 3: 3}),
        ({2: 6, 3: 2, 1: 3}, {2: 2, 3: 1, 1: 1}),  # a small committee joins its department
        ({2: 6, 3: 2, 4: 5}, {2: 2, 3: REST, 4: REST}),  # its department is small too: with the smallest of the others
        ({2: 3, 3: 3, 4: 6}, {2: 1, 3: 1, 4: 4}),
        ({2: 2, 3: 1, 4: 1}, {}),
        ({4: 12}, {}),
        ({}, {}),
    ],
)
def test_small_units_join_their_department_then_the_rest(sizes, expected):
    assert roll_up(sizes, PARENTS, 5) == expected


@settings(max_examples=200, deadline=None)
@given(st.dictionaries(st.integers(1, 8), st.integers(0, 9)), st.lists(st.integers(0, 8), min_size=9, max_size=9))
def test_no_cell_is_ever_smaller_than_the_threshold(sizes, above):
    parents = {unit: above[unit] if above[unit] < unit else None for unit in range(1, 9)}
    found = roll_up(sizes, parents, 5)
    totals = Counter()
    for unit, cell in found.items():
        totals[cell] += sizes[unit]
    assert set(found) in (set(), set(sizes))
    assert all(total >= 5 for cell, total in totals.items() if total or cell != REST)
