"""The one release: built once, already masked, the same after a trip through JSON; T2 on whole outputs."""

import json
from collections import defaultdict

from hypothesis import given, settings
from hypothesis import strategies as st

from monitoring.scoring.disclosure import BANDS, FEW, FULL, WITHHELD, disclose
from monitoring.scoring.release import build, from_payload
from monitoring.scoring.sheet import Item, Rules, Sheet

ITEMS = tuple(
    Item(code, code, "scale_1_10", sub, in_index=True)
    for sub in "MPO"
    for code in (f"{sub}1", f"{sub}2", f"{sub}3", f"{sub}4", f"{sub}5")
) + (Item("d1", "Посоветуете?", "scale_0_10"), Item("d2", "Часы", "one", options=("до 2", "2–4")))
RULES = Rules(index_minimum=12, expectation="P1")


def sheet(person, cell="", mark=8, missing=(), **marks):
    answers = {item.code: mark for item in ITEMS if item.kind != "one" and item.code not in missing} | marks
    return Sheet(person, cell, answers, {"d2": ("до 2",)})


def release(sheets, labels=None, invited=None):
    return build(sheets, ITEMS, RULES, invited=invited or len(sheets), labels=labels)


def test_few_people_publish_a_count_and_nothing_else():
    made = release([sheet(n) for n in range(4)], invited=6)
    assert (made.level, made.answered, made.invited) == (FEW, 4, 6)
    assert made.whole.index.mean is None
    assert all(item.line.level == FEW for item in made.items if item.line)
    assert 'mean": 8' not in json.dumps(made.payload())


def test_five_to_nine_people_are_not_counted_anywhere():
    made = release([sheet(n, mark=6 + n % 5) for n in range(7)], invited=9)
    text = json.dumps(made.payload())
    assert made.level == BANDS
    assert (made.answered, made.invited, made.incomplete) == (None, None, None)
    assert made.most_answered is True
    assert '"n": 7' not in text
    assert '"of": 7' not in text


def test_ten_people_publish_everything():
    made = release([sheet(n, mark=5 + n % 6) for n in range(10)], invited=12)
    assert (made.level, made.answered, made.invited) == (FULL, 10, 12)
    assert sum(made.whole.index.histogram) == 10
    assert made.items[0].line.n == 10


def test_incomplete_sheets_are_left_out_of_every_number_alike():
    """One more sheet with half of the answers may not change a single mean, else it could be found by subtraction."""
    whole = [sheet(n) for n in range(10)]
    half = sheet(99, mark=1, missing=("M1", "M2", "P1", "P2"))
    made = release([*whole, half])
    assert made.incomplete == 1
    assert made.whole == release(whole).whole
    assert [item.line for item in made.items] == [item.line for item in release(whole).items]


def test_a_subscale_that_few_sheets_lack_is_kept_back():
    sheets = [sheet(n) for n in range(11)] + [sheet(50, missing=("M1", "M2", "M3"))]
    made = release(sheets)
    assert made.whole.subscales["M"].level == WITHHELD
    assert made.whole.subscales["P"].level == FULL


def test_a_cell_below_the_threshold_has_not_even_a_count():
    sheets = (
        [sheet(n, "1") for n in range(8)]
        + [sheet(20 + n, "2") for n in range(3)]
        + [sheet(40 + n, "3") for n in range(6)]
    )
    made = release(sheets, labels={"1": "Первая", "2": "Вторая", "3": "Третья"})
    cells = {block.key: block for block in made.cells}
    assert cells["1"].index.shown
    assert cells["2"].index == type(cells["2"].index)(FEW)
    assert cells["3"].index.level == WITHHELD, "its neighbor could be found by subtraction"
    assert made.cell("3") is None
    assert made.cell(1) is cells["1"]


def _of_sizes(*sizes):
    sheets = [sheet(100 * cell + n, str(cell), mark=5 + n % 6) for cell, size in enumerate(sizes) for n in range(size)]
    made = release(sheets, labels={str(cell): str(cell) for cell in range(len(sizes))})
    return [block.index.level for block in made.cells], [block.satisfied.level for block in made.cells]


def test_what_exact_cells_leave_of_the_exact_whole_is_never_a_cell_of_bands():
    """27 less 11 less 10 would tell every mark of the six; so the cell of ten is told in bands, too."""
    for sizes, levels in (
        ((11, 10, 6), [FULL, BANDS, BANDS]),
        ((14, 6), [BANDS, BANDS]),
        ((12, 10), [FULL, FULL]),
        ((12, 5, 5), [FULL, BANDS, BANDS]),
        ((20, 3, 3), [BANDS, FEW, FEW]),
    ):
        assert _of_sizes(*sizes) == (levels, levels)


def test_a_subscale_few_of_a_hidden_cell_have_is_not_what_the_shown_cells_leave():
    """Eight lack «M» in all, three of them in the third cell: less the first two cells its three others would remain."""
    without = ("M1", "M2", "M3")
    sheets = [sheet(n, "1", missing=without if n < 5 else ()) for n in range(10)]
    sheets += [sheet(20 + n, "2") for n in range(10)]
    sheets += [sheet(40 + n, "3", missing=without if n < 3 else ()) for n in range(6)]
    made = release(sheets, labels={"1": "1", "2": "2", "3": "3"})
    assert made.whole.subscales["M"].n == 18
    assert [block.subscales["M"].level for block in made.cells] == [WITHHELD, BANDS, WITHHELD]


def test_json_keeps_the_release_as_it_was():
    labels = {"1": "Первая", "2": "Вторая"}
    made = release([sheet(n, str(n % 2 + 1), mark=4 + n % 7) for n in range(14)], labels=labels)
    assert from_payload(json.loads(json.dumps(made.payload()))) == made


ANSWERS = st.lists(
    st.tuples(
        st.integers(0, 22),
        st.sampled_from("1234"),
        st.integers(1, 10),
        st.sets(st.sampled_from([item.code for item in ITEMS if item.in_index]), max_size=5),
    ),
    max_size=34,
)


@settings(max_examples=500, deadline=None)
@given(ANSWERS)
def test_t2_no_published_statistic_gives_few_people_away_by_subtraction(answers):
    """Every statistic of the index and of each sub-scale: shown cells against the whole and against each other."""
    sheets = [sheet(person, cell, mark, missing=missing) for person, cell, mark, missing in answers]
    labels = {cell: cell for cell in "1234"}
    made = release(sheets, labels=labels)
    behind = _people_behind(sheets)
    for name in ("index", "M", "P", "O"):
        shown = [block for block in (made.whole, *made.cells) if _line(block, name).shown]
        for block in shown:
            assert len(behind[block.key]) >= RULES.threshold
        if made.whole not in shown and made.level == FEW:
            assert shown == []
        hidden = set().union(*(behind[cell] for cell in labels if cell not in {b.key for b in shown}), set())
        rest = _sheets_left(sheets, {b.key for b in shown if b.key})
        if made.whole.index.shown and any(block.key for block in shown):
            assert rest == set() or len(rest) >= RULES.threshold
            assert rest <= hidden


@settings(max_examples=200, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 12), st.integers(1, 10)), max_size=16))
def test_t1_no_number_of_answers_under_ten_people_reaches_the_release(answers):
    people = {person for person, _ in answers}
    line = disclose(answers, RULES)
    if len(people) < 5:
        assert (line.mean, line.histogram, line.bands) == (None, (), ())
    elif len(people) < 10:
        assert (line.n, line.histogram, line.skipped) == (None, (), None)


def _line(block, name):
    return block.index if name == "index" else block.subscales.get(name, block.index)


def _people_behind(sheets):
    found = defaultdict(set)
    for one in _complete(sheets):
        found[one.cell].add(one.person)
        found[""].add(one.person)
    return found


def _sheets_left(sheets, shown):
    return {one.person for one in _complete(sheets) if one.cell not in shown}


def _complete(sheets):
    return [one for one in sheets if sum(item.code in one.marks for item in ITEMS if item.in_index) >= 12]
