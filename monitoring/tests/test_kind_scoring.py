"""Marks of every scale, worked out by hand: index, sub-scales, disclosure, a questionnaire without an index."""

import pytest

from monitoring.scoring.disclosure import BANDS, FULL, band_sizes, disclose, disclose_amount
from monitoring.scoring.release import build, from_payload
from monitoring.scoring.sheet import Item, Rules, Sheet, index_of, subscale_of

RULES = Rules(index_minimum=1, subscale_minimum=1)


def item(code, kind, **fields):
    return Item(code, code, kind, **{"in_index": True, **fields})


def test_k_of_an_observation_card_leaves_out_what_was_not_seen():
    """Domain 4.3: K = sum / (2 × rated criteria) × 100: (2 + 1 + 0 + 2) / 8 = 62.5 %; the fifth was not seen."""
    items = [item(f"b{n}", "grade_2_0") for n in range(5)]
    sheet = Sheet(1, marks={"b0": 2, "b1": 1, "b2": 0, "b3": 2})
    assert index_of(sheet, items, RULES) == pytest.approx(62.5)


def test_different_scales_are_brought_to_ten_before_the_mean():
    """8 of 10, 4 of 5 and 1 of 2 are 8, 8 and 5: mean 7, S = 70 %. The wish to recommend and the descriptive item are out."""
    items = [
        item("a", "scale_1_10"),
        item("b", "scale_1_5", subscale="x"),
        item("c", "grade_2_0", subscale="x"),
        item("d", "scale_0_10", in_index=False),
        item("e", "scale_1_10", in_index=False),
    ]
    sheet = Sheet(1, marks={"a": 8, "b": 4, "c": 1, "d": 0, "e": 1})
    assert index_of(sheet, items, RULES) == pytest.approx(70)
    assert subscale_of(sheet, items, "x", RULES) == pytest.approx(6.5)


@pytest.mark.parametrize(
    ("values", "highest", "sizes"),
    [([1, 2, 3, 4, 5], 5, (2, 1, 2)), ([0, 1, 2], 2, (1, 1, 1)), ([1, 4, 5, 7, 8, 10], 10, (2, 2, 2))],
)
def test_bands_of_any_scale_follow_the_edges_of_ten(values, highest, sizes):
    assert band_sizes(values, RULES, highest) == sizes


def test_a_scale_of_five_has_five_columns_and_a_finer_step_below_ten_people():
    many = disclose([(n, 4) for n in range(9)] + [(9, 2)], RULES, lowest=1, highest=5)
    assert (many.level, many.histogram, many.mean) == (FULL, (0, 1, 0, 9, 0), 3.8)
    few = disclose(list(enumerate([1, 2, 3, 4, 5, 5])), RULES, lowest=1, highest=5)
    assert (few.level, few.mean) == (BANDS, 3.25)  # 20 / 6 = 3.33 by a step of 0.25


def test_a_mean_of_marks_that_begin_at_nought_is_counted_below_one():
    line = disclose([(n, 0.2) for n in range(10)], RULES)
    assert (line.lowest, sum(line.histogram)) == (0, 10)


def test_numbers_tell_their_mean_and_never_an_end():
    """Ten people: 1…9 and 100, mean 14.5; six people: (1 + … + 5 + 100) / 6 = 19.17, told as 19."""
    many = disclose_amount([(n, n) for n in range(1, 10)] + [(10, 100)], RULES)
    assert (many.level, many.n, many.mean) == (FULL, 10, 14.5)
    few = disclose_amount([(n, n) for n in range(1, 6)] + [(6, 100)], RULES)
    assert (few.level, few.n, few.mean) == (BANDS, None, 19)
    assert disclose_amount([(1, 5)], RULES).mean is None


def test_without_an_index_every_sheet_counts_and_survives_its_json():
    items = [Item("a", "Да?", "yes_no", options=("Да", "Нет")), Item("b", "Часы", "number")]
    sheets = [Sheet(n, choices={"a": ("Да",)}, amounts={"b": 2.0}) for n in range(12)]
    release = build(sheets, items, RULES, invited=12)
    assert (release.level, release.incomplete, release.whole.counted) == (FULL, 0, False)
    assert release.items[0].options.counts == (("Да", 12), ("Нет", 0))
    assert release.items[1].amount.mean == 2.0
    assert from_payload(release.payload()) == release
    assert release.whole.percent is None


def test_an_instruments_own_subscales_follow_its_questions():
    items = [item("a", "scale_1_5", subscale="tempo"), item("b", "scale_1_10", subscale="P")]
    sheets = [Sheet(n, marks={"a": 5, "b": 6}) for n in range(10)]
    means = {name: line.mean for name, line in build(sheets, items, RULES, invited=10).whole.subscales.items()}
    assert means == {"P": 6, "tempo": 10}
    assert list(means) == ["P", "tempo"]
