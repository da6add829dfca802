"""Which questions make a test: even, repeatable, the exit test over the same competences with other questions."""

import random
from collections import Counter

import pytest

from monitoring.scoring.draw import Item, draw, draw_like, layout_of, shares

POOL = [Item(n, n % 3, "аб"[n // 3 % 2]) for n in range(36)]  # three directions, two competences, six questions each


def strata(keys, pool=POOL):
    found = {item.key: item for item in pool}
    return Counter(found[key].stratum for key in keys)


@pytest.mark.parametrize(
    ("available", "total", "least", "wanted"),
    [
        ({1: 9, 2: 9, 3: 9}, 10, 3, {1: 4, 2: 3, 3: 3}),
        ({1: 2, 2: 9}, 10, 3, {1: 2, 2: 8}),
        ({1: 2, 2: 2}, 15, 3, {1: 2, 2: 2}),
        ({1: 9, 2: 9, 3: 9}, 5, 3, {1: 3, 2: 3, 3: 3}),
        ({}, 5, 3, {}),
    ],
)
def test_shares_by_hand(available, total, least, wanted):
    assert shares(available, total, least) == wanted


def test_a_draw_is_repeatable_and_asks_nothing_twice():
    one = draw(POOL, total=15, least=3, seed=7)
    assert one == draw(POOL, total=15, least=3, seed=7)
    assert len(set(one)) == 15
    assert one != draw(POOL, total=15, least=3, seed=8)


@pytest.mark.parametrize("seed", range(20))
def test_a_draw_is_even_over_directions_and_competences(seed):
    counts = strata(draw(POOL, total=12, least=3, seed=seed))
    assert set(counts.values()) == {2}


@pytest.mark.parametrize("seed", range(20))
def test_the_exit_test_asks_of_the_same_competences_with_other_questions(seed):
    entry = draw(POOL, total=12, least=3, seed=seed)
    exit_ = draw_like(POOL, [item for item in POOL if item.key in entry], seed=seed + 1)
    assert strata(exit_) == strata(entry)
    assert not set(exit_) & set(entry)


def test_a_small_bank_repeats_only_what_it_must():
    pool = [Item(n, 1, "а") for n in range(3)]
    again = draw_like(pool, pool[:2], seed=3)
    assert len(set(again)) == 2
    assert 2 in again


def test_a_lost_competence_is_made_up_from_its_direction():
    earlier = [Item(1, 1, "а"), Item(2, 1, "а")]
    assert set(draw_like([Item(5, 1, "б"), Item(6, 1, "б"), Item(7, 2, "а")], earlier, seed=1)) == {5, 6}


def test_an_order_is_never_shown_in_order():
    for seed in range(50):
        rng = random.Random(seed)
        assert layout_of("order", ["а", "б", "в"], rng)["options"] != [0, 1, 2]
        match = layout_of("match", ["а", "б"], rng)
        assert (match["options"], sorted(match["matches"])) == ([0, 1], [0, 1])
