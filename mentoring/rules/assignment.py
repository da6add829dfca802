"""All open requests at once (R12): the points of everybody for everybody, one after another, and what a choice gives.

The same arithmetic as matching.score, in numbers alone: a hundred thousand of them in a quarter of a second. A mentor's
second mentee in the batch counts with the places that are left then, exactly as if he had been asked one after another.
"""

from dataclasses import dataclass

from mentoring.matching import MentorFacts, Need, Weights, fits_of, subjects_of
from mentoring.matching.stops import mentor_stops


@dataclass(frozen=True)
class Ask:
    """A request in the batch; `barred` are mentors not to be proposed for it: they refused it or did not answer."""

    need: Need
    barred: frozenset[int] = frozenset()


@dataclass(frozen=True)
class Grid:
    """`base[ask][mentor]`: points without those for free places, None where a stop forbids.

    `places[mentor]`: points for the first free place, the second and so on; empty when the mentor may not be asked.
    """

    base: tuple[tuple[int | None, ...], ...]
    places: tuple[tuple[int, ...], ...]


@dataclass(frozen=True, order=True)
class Totals:
    """What a whole choice gives; compared in this order."""

    served: int
    points: int


def grid_of(asks, mentors, weights: Weights, *, forbid_boss=False, strangers=False):
    """The points of every mentor for every ask. `strangers`: those without a direction in common may be proposed too."""
    known = [(mentor, subjects_of(mentor.subjects)) for mentor in mentors]
    able = [not mentor_stops(mentor) for mentor in mentors]
    rows = []
    for ask in asks:
        need = ask.need
        barred = ask.barred | {need.person_id} | (frozenset(need.boss_ids) if forbid_boss else frozenset())
        wanted, subjects = frozenset(pk for pk, _ in need.directions), subjects_of(need.subjects)
        row = []
        for (mentor, taught), may in zip(known, able, strict=True):
            common = len(wanted & mentor.directions)
            allowed = may and mentor.person_id not in barred and (common or strangers or not wanted)
            row.append(_base(need, mentor, weights, common, bool(subjects & taught)) if allowed else None)
        rows.append(tuple(row))
    places = tuple(place_points(m, weights) if may else () for m, may in zip(mentors, able, strict=True))
    return Grid(tuple(rows), places)


def _base(need, mentor, weights, common, same_subject):
    directions = weights.directions * common // len(need.directions) if common else 0
    same = same_subject or bool(need.unit_id and need.unit_id == mentor.unit_id)
    wish = weights.wish if need.wished_mentor_id == mentor.person_id else 0
    return directions + weights.subject * same + weights.mode * sum(fits_of(need, mentor).values()) // 3 + wish


def place_points(mentor: MentorFacts, weights: Weights):
    """What each free place gives, the first one first: 15, 10 and 5 for three of three."""
    return tuple(weights.capacity * left // mentor.capacity for left in range(mentor.free, 0, -1))


def one_by_one(grid: Grid):
    """Greedy: each ask in its turn takes the best mentor left, as when requests are opened one after another."""
    taken = [0] * len(grid.places)
    chosen = []
    for row in grid.base:
        best = max(
            (
                (points + grid.places[m][taken[m]], len(grid.places[m]) - taken[m], -m)
                for m, points in enumerate(row)
                if points is not None and taken[m] < len(grid.places[m])
            ),
            default=None,
        )
        chosen.append(-best[2] if best else None)
        if best:
            taken[-best[2]] += 1
    return chosen


def line_points(grid: Grid, chosen):
    """The points of each ask under a choice, None where nobody was chosen; places are taken in the order of the asks."""
    taken = [0] * len(grid.places)
    points = []
    for row, mentor in zip(grid.base, chosen, strict=True):
        if mentor is None:
            points.append(None)
            continue
        points.append(row[mentor] + grid.places[mentor][taken[mentor]])
        taken[mentor] += 1
    return points


def totals_of(points):
    """Totals of the points of lines; None is a line without a mentor."""
    served = [value for value in points if value is not None]
    return Totals(len(served), sum(served))
