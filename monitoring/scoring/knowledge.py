"""Level 2 in numbers (domain report 4.2): percent of a sitting, results and change by competence, percent of a rubric.

Change Δ and normalized gain g are those of scoring/gain.py. Percents are 0–100, unrounded; rounding is the page's.
"""

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction


def percent_of(score, maximum):
    """p = earned / maximum × 100, percent, from 0 to 100; None when there is nothing to earn."""
    return None if not maximum else Fraction(score) * 100 / maximum


def as_decimal(value, digits=4):
    """A fraction as the database keeps it; None stays None."""
    if value is None:
        return None
    return (Decimal(value.numerator) / Decimal(value.denominator)).quantize(Decimal(1).scaleb(-digits))


@dataclass(frozen=True)
class Part:
    """One competence of one sitting: earned of possible points, over `tasks` tasks."""

    name: str
    score: Fraction
    maximum: int
    tasks: int

    @property
    def percent(self):
        return percent_of(self.score, self.maximum)


def by_competence(scored):
    """Parts in the order of first appearance; `scored` are (competence, earned, possible) of a sitting's tasks."""
    sums = {}
    for name, earned, possible in scored:
        score, maximum, tasks = sums.get(name, (Fraction(0), 0, 0))
        sums[name] = (score + Fraction(earned), maximum + possible, tasks + 1)
    return tuple(Part(name, *row) for name, row in sums.items())


@dataclass(frozen=True)
class PartChange:
    """Percent at entry and exit of one competence; a missing sitting is None, never zero. `change` in percentage points."""

    name: str
    before: Fraction | None
    after: Fraction | None

    @property
    def change(self):
        return None if self.before is None or self.after is None else self.after - self.before


def changes_by_competence(entry, exit_):
    """Both sittings side by side: entry's competences in order, then those only the exit has."""
    before, after = ({part.name: part.percent for part in parts} for parts in (entry, exit_))
    return tuple(PartChange(name, before.get(name), after.get(name)) for name in dict.fromkeys([*before, *after]))


def rubric_percent(criteria, levels):
    """Percent of a rubric: Σ chosen level / Σ highest level × 100; levels count from 0 to `criteria[n]` − 1.

    `criteria` are numbers of levels. Raises ValueError when a level is missing or out of range.
    """
    if len(criteria) != len(levels) or any(not 0 <= one < most for one, most in zip(levels, criteria, strict=True)):
        raise ValueError("every criterion has one of its levels")
    return percent_of(sum(levels), sum(most - 1 for most in criteria))
