"""Which questions of the bank make a test: even over directions and competences, repeatable by its seed.

Questions are (key, direction, competence). The exit test asks of the same competences as many questions as the entry
test did, with other questions as far as the bank has them.
"""

import random
from collections import Counter
from dataclasses import dataclass


@dataclass(frozen=True)
class Item:
    key: int
    direction: int
    competence: str

    @property
    def stratum(self):
        return (self.direction, self.competence)


def shares(available, total, least):
    """{direction: how many}: as even as the bank allows, at least `least` each where there are so many.

    `available` is {direction: questions there are}. The sum is max(total, Σ least) at most; directions in their order
    get the remainder first. Nobody gets more than there are.
    """
    wanted = {name: min(least, most) for name, most in available.items()}
    left = total - sum(wanted.values())
    while left > 0 and any(wanted[name] < most for name, most in available.items()):
        smallest = min((name for name in available if wanted[name] < available[name]), key=lambda name: wanted[name])
        wanted[smallest] += 1
        left -= 1
    return wanted


def draw(pool, *, total, least, seed):
    """Keys of a first test in the order they are asked: direction after direction, competences in turn."""
    rng = random.Random(seed)  # noqa: S311 – a draw must be repeatable
    found = []
    for direction, number in shares(Counter(item.direction for item in pool), total, least).items():
        found += _in_turn(_shuffled_strata([item for item in pool if item.direction == direction], rng), number)
    return tuple(item.key for item in found)


def draw_like(pool, earlier, *, seed):
    """Keys of a second test over the competences of `earlier` (Items of the first one).

    Of each competence as many questions as before; unseen ones first, then seen ones; what a competence lacks is taken
    from its direction. A question is never asked twice in one test.
    """
    rng = random.Random(seed)  # noqa: S311 – a draw must be repeatable
    seen, taken, found = {item.key for item in earlier}, set(), []
    for stratum, number in Counter(item.stratum for item in earlier).items():
        near = _unseen_first([item for item in pool if item.stratum == stratum], seen, rng)
        around = _unseen_first(
            [item for item in pool if item.direction == stratum[0] and item.stratum != stratum], seen, rng
        )
        chosen = [item for item in (*near, *around) if item.key not in taken][:number]
        taken |= {item.key for item in chosen}
        found += chosen
    return tuple(item.key for item in found)


def layout_of(kind, options, rng):
    """How a task is shown: places of its options (and pairs) in the order of the page; «order» never lies in order."""
    count = len(options)
    places = {"options": _shuffled(range(count), rng)}
    if kind == "order" and count > 1:
        while places["options"] == sorted(places["options"]):
            places["options"] = _shuffled(range(count), rng)
    if kind == "match":
        places = {"options": list(range(count)), "matches": places["options"]}
    return places


def _shuffled_strata(items, rng):
    strata = {}
    for item in items:
        strata.setdefault(item.competence, []).append(item)
    return [_shuffled(rows, rng) for rows in strata.values()]


def _in_turn(strata, number):
    """One of each stratum, then a second of each, until there are so many."""
    depth = max((len(rows) for rows in strata), default=0)
    turns = [rows[n] for n in range(depth) for rows in strata if n < len(rows)]
    return turns[:number]


def _unseen_first(items, seen, rng):
    return sorted(_shuffled(items, rng), key=lambda item: item.key in seen)


def _shuffled(items, rng):
    items = list(items)
    rng.shuffle(items)
    return items
