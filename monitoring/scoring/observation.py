"""A card of a lesson in figures: K = sum / (2 × observed criteria) × 100, by criterion blocks too (part 16)."""

from dataclasses import dataclass
from decimal import Decimal

HIGHEST = 2
WHOLE = 100


@dataclass(frozen=True)
class Score:
    """`total` of points over `seen` of `of` criteria; `percent` is None when nothing was seen; `enough` under the rule."""

    total: int
    seen: int
    of: int
    percent: Decimal | None
    enough: bool

    @property
    def valid(self):
        """The percent when enough criteria were seen to speak of it, else None."""
        return self.percent if self.enough else None


@dataclass(frozen=True)
class Change:
    """ΔK in percentage points; `before` and `after` are percents, any of the three None when unknown."""

    name: str
    before: Decimal | None
    after: Decimal | None

    @property
    def change(self):
        return None if self.before is None or self.after is None else self.after - self.before


def score(marks, least_share=0):
    """The Score of `marks`: 0, 1, 2 or None («не наблюдалось», outside the denominator).

    `least_share` percent of all criteria must be seen for a valid figure. An empty card has no percent and is not enough.
    """
    seen = [mark for mark in marks if mark is not None]
    if any(mark not in (0, 1, 2) for mark in seen):
        raise ValueError("a mark is 0, 1, 2 or None")
    enough = bool(seen) and len(seen) * WHOLE >= least_share * len(marks)
    return Score(sum(seen), len(seen), len(marks), percent_of(sum(seen), len(seen)), enough)


def percent_of(total, seen):
    """K = total / (2 × seen) × 100, from 0 to 100; None when nothing was seen."""
    return Decimal(total) * WHOLE / (HIGHEST * seen) if seen else None


def by_section(marks, sections):
    """{name of a block: its Score} of {criterion: mark}; `sections` are (name, criteria). Blocks have no least share."""
    return {name: score([marks.get(code) for code in codes]) for name, codes in sections}


def mean(values):
    """The mean of the known values (percents), None when there is none."""
    known = [value for value in values if value is not None]
    return sum(known) / len(known) if known else None


def changes(before, after):
    """[Change] by block of {name: percent} of the first lesson and of the last, in the order of the first."""
    return [Change(name, before.get(name), after.get(name)) for name in before]
