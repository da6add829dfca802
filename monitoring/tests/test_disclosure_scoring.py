"""What may be said about a set of answers: T1 thresholds and T2 subtraction on the masking functions (decision 17)."""

from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from monitoring.scoring.disclosure import (
    BANDS,
    FEW,
    FULL,
    LITTLE,
    MOST,
    SOME,
    Line,
    band_sizes,
    disclose,
    disclose_options,
    disclose_share,
    level_of,
    published,
    size_word,
)
from monitoring.scoring.sheet import Rules

RULES = Rules()


def marks(*values):
    return list(enumerate(values))


@pytest.mark.parametrize("n", range(13))
def test_t1_how_much_is_shown_depends_on_people_alone(n):
    line = disclose(marks(*[8, 3, 9, 6, 7, 2, 10, 5, 9, 8, 1, 4][:n]), RULES)
    assert line.level == (FEW if n < 5 else BANDS if n < 10 else FULL)
    if n < 5:
        assert line == Line(FEW, n=n)
    elif n < 10:
        assert line.n is None
        assert line.histogram == ()
        assert line.skipped is None
        assert line.mean * 2 == int(line.mean * 2)
    else:
        assert sum(line.histogram) == line.n == n
        assert len(line.histogram) == 10


def test_sheets_of_one_person_about_two_programs_count_as_one_person():
    twice = [(person, 8) for person in (1, 1, 2, 2, 3, 3, 4)]
    assert disclose(twice, RULES).level == FEW
    assert disclose([*twice, (5, 8)], RULES).level == BANDS


@pytest.mark.parametrize("values", [[9] * 7, [9] * 6 + [1], [1] * 5, [5, 5, 5, 6, 7]])
def test_nearly_equal_answers_get_a_word_and_no_number(values):
    """Told apart, «all» and «all but one» would give every single answer away."""
    line = disclose(marks(*values), RULES)
    assert line.level == BANDS
    assert line.leading in ("отрицательно", "нейтрально", "положительно")
    assert (line.mean, line.n, line.bands) == (None, None, ())


def test_bands_tell_sizes_in_words():
    line = disclose(marks(9, 9, 9, 9, 6, 2), RULES)
    assert line.bands == (LITTLE, LITTLE, MOST)
    assert line.mean == 7.5


@pytest.mark.parametrize(
    ("part", "whole", "word"), [(0, 5, LITTLE), (1, 5, LITTLE), (2, 8, SOME), (4, 8, SOME), (5, 8, MOST), (3, 5, MOST)]
)
def test_size_words_hide_counts(part, whole, word):
    assert size_word(part, whole) == word


def test_edges_of_the_bands():
    assert band_sizes([1, 4, 4.4, 4.5, 5, 7, 7.4, 7.5, 8, 10], RULES) == (3, 4, 3)


def test_skips_are_told_only_with_the_whole_distribution():
    assert disclose(marks(*[8] * 10), RULES, skipped=2).skipped == 2
    assert disclose(marks(9, 9, 9, 6, 2, 2), RULES, skipped=2).skipped is None


def test_a_scale_from_zero_has_eleven_places():
    line = disclose(marks(*range(11)), RULES, lowest=0)
    assert line.histogram == (1,) * 11


@pytest.mark.parametrize("yes", range(8))
def test_shares_of_few_people_are_words(yes):
    share = disclose_share([(n, n < yes) for n in range(7)], RULES)
    assert (share.yes, share.of) == (None, None)
    assert share.words == {0: "почти никто", 1: "почти никто", 6: "почти все", 7: "почти все"}.get(
        yes, "больше половины" if yes > 3.5 else "половина или меньше"
    )


def test_shares_of_ten_are_counted():
    share = disclose_share([(n, n < 6) for n in range(10)], RULES)
    assert (share.level, share.yes, share.of) == (FULL, 6, 10)


def test_options_of_few_people_name_only_the_common_ones():
    chosen = [(n, ("а",)) for n in range(4)] + [(4, ("б",)), (5, ("а", "б"))]
    options = disclose_options(chosen, ("а", "б", "в"), RULES)
    assert (options.level, options.leading, options.counts) == (BANDS, ("а",), ())
    assert disclose_options(chosen[:4], ("а", "б"), RULES) == type(options)(FEW, n=4)


# The subtraction rule


def test_a_lone_small_cell_takes_its_smallest_neighbor_with_it():
    cells = {"a": list(range(8)), "b": list(range(10, 16)), "c": [20, 21]}
    assert published(cells, 5) == {"a"}


def test_small_cells_that_hide_each_other_hide_nobody_else():
    cells = {"a": list(range(8)), "b": [10, 11, 12], "c": [20, 21]}
    assert published(cells, 5) == {"a"}


def test_when_nothing_is_small_everything_is_shown():
    assert published({"a": list(range(5)), "b": list(range(5, 11))}, 5) == {"a", "b"}


def test_a_cell_of_many_sheets_of_few_people_is_small():
    assert published({"a": [1, 1, 2, 2, 3, 4], "b": list(range(10, 20))}, 5) == frozenset()


def test_a_barred_cell_is_never_shown():
    assert published({"a": list(range(5)), "b": list(range(5, 12))}, 5, barred={"a"}) == {"b"}


CELLS = st.dictionaries(st.text("абвг", min_size=1, max_size=2), st.lists(st.integers(0, 30), max_size=14), max_size=6)


@settings(max_examples=500, deadline=None)
@given(CELLS, st.integers(5, 8), st.data())
def test_t2_no_two_published_sets_differ_by_few_people(cells, threshold, data):
    """Every union of shown cells, and the whole: what is left of a larger set is nobody or at least the threshold."""
    barred = data.draw(st.sets(st.sampled_from(sorted(cells)))) if cells else set()
    shown = published(cells, threshold, frozenset(barred))
    assert not shown & barred
    sheets = {key: [(key, place, person) for place, person in enumerate(people)] for key, people in cells.items()}
    whole = [sheet for group in sheets.values() for sheet in group]
    known = [frozenset(whole)] if level_of(len({p for *_, p in whole}), Rules(threshold=threshold)) != FEW else []
    for size in range(1, len(shown) + 1):
        for keys in combinations(sorted(shown), size):
            known.append(frozenset(sheet for key in keys for sheet in sheets[key]))
    for larger in known:
        assert len({person for *_, person in larger}) >= threshold
        for smaller in known:
            if smaller < larger:
                left = {person for *_, person in larger - smaller}
                assert len(left) >= threshold
