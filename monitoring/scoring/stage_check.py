"""The repeated measure of motivation, competence, growth and social activity: its days and its paired changes (R51).

A sub-scale of one sheet is the mean of its answered items on the scale of five. A change is told over people who
answered at both stages: never a mean of all at entry against a mean of others at exit.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from .disclosure import BANDS, FEW, FULL, level_of
from .kind import TEN, on_ten
from .sheet import round_half_up

ENTRY, MIDDLE, EXIT = "entry", "middle", "exit"
FIVE = 5
STEPS = {FULL: 0.1, BANDS: 0.25}  # 1/20 of the scale where an exact number would tell one answer


@dataclass(frozen=True)
class Window:
    """The days of a stage, both ends counted."""

    opens: date
    closes: date


def windows(since, until, *, entry_days, exit_days, answer_days):
    """{stage: Window} of a term: the first days, from its half on, the last days.

    Entry: since … since + entry_days. Middle: half of the term … + answer_days. Exit: until − exit_days … until. A stage
    that would begin before the one before it closes is left out: a term of two weeks has no middle and no exit.
    """
    wanted = [
        (ENTRY, since, since + timedelta(days=entry_days)),
        (MIDDLE, since + (until - since) // 2, since + (until - since) // 2 + timedelta(days=answer_days)),
        (EXIT, until - timedelta(days=exit_days), until),
    ]
    found = {ENTRY: Window(since, min(wanted[0][2], until))}
    leaving = wanted[2][1] > found[ENTRY].closes
    if leaving and found[ENTRY].closes < wanted[1][1] and wanted[1][2] < wanted[2][1]:
        found[MIDDLE] = Window(*wanted[1][1:])
    if leaving:
        found[EXIT] = Window(*wanted[2][1:])
    return found


def due_of(window, on, answer_days):
    """The last day to answer when asked `on`: the stage's own, but never sooner than `answer_days` from now."""
    latest = on + timedelta(days=answer_days)
    return max(window.closes, latest) if window else latest


def score_of(marks, least):
    """The mean on the scale of five of [(mark, kind)]; None when fewer than `least` are answered. 4 of 5, 5 of 10 → 3.25."""
    fives = [on_ten(mark, kind) * FIVE / TEN for mark, kind in marks]
    return sum(fives) / len(fives) if fives and len(fives) >= least else None


@dataclass(frozen=True)
class Measured:
    """One person at two stages; either score may be unknown. `moment` is when the later of the two was given."""

    person: int
    moment: object
    before: float | None
    after: float | None


@dataclass(frozen=True)
class Change:
    """`n` people counted of `of` asked at both stages; means on 1–5 and their difference, None under the threshold.

    FULL: to 0.1, with `grew`, how many have a higher score; BANDS: to 0.25, without it.
    """

    level: str
    n: int
    of: int
    before: float | None = None
    after: float | None = None
    difference: float | None = None
    grew: int | None = None

    @property
    def shown(self):
        return self.level != FEW


def by_fives(rows, size):
    """The oldest rows in whole lots of `size`: 12 by 5 → 10. A live mean that moved by one person would tell his answer."""
    return rows[: len(rows) - len(rows) % size]


def change_of(measured, rules, of):
    """The Change of Measured people: mean(after − before) over those with both scores, n of `of`.

    Paired differences: n, Σ before / n, Σ after / n, Σ (after − before) / n; range of the difference −4…4. Each person
    counts once, by the first pair of scores; people enter by lots of the threshold in the order of their answers.
    """
    first = {}
    for one in sorted(measured, key=lambda one: (one.moment, one.person)):
        if one.before is not None and one.after is not None:
            first.setdefault(one.person, one)
    pairs = by_fives(list(first.values()), rules.threshold)
    n, level = len(pairs), level_of(len(pairs), rules)
    if level == FEW:
        return Change(FEW, len(first), of)
    differences = [one.after - one.before for one in pairs]
    means = (sum(one.before for one in pairs) / n, sum(one.after for one in pairs) / n, sum(differences) / n)
    before, after, difference = (round(round_half_up(mean, STEPS[level]), 2) for mean in means)
    grew = sum(value > 0 for value in differences) if level == FULL else None
    return Change(level, n, of, before, after, difference, grew)
