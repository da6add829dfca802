"""One measure «before – after» and one word of readiness, and the rule that counts each person once."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from monitoring.scoring.indicator import months_between

BY_TESTS, BY_CARDS, BY_HAND = "tests", "cards", "hand"
BY_VERDICT, BY_REPORT = "verdict", "report"
READY = "ready"
FULL = Decimal(100)


@dataclass(frozen=True)
class Result:
    """Two numbers in per cent. `person` is None where a program was measured as a whole."""

    program: int
    person: int | None
    before: Decimal
    after: Decimal
    day: date
    source: str
    name: str = ""
    higher: bool = True

    @property
    def pair(self):
        """(before, after) where more is better: of what had better be small, the rest up to 100."""
        return (self.before, self.after) if self.higher else (FULL - self.before, FULL - self.after)

    @property
    def change(self):
        """Points for the better; below zero for the worse."""
        before, after = self.pair
        return after - before

    @property
    def grew(self):
        return self.change > 0

    @property
    def reached(self):
        return self.grew

    @property
    def value(self):
        return self.change


@dataclass(frozen=True)
class Readiness:
    """The word of a supervisor, else of an accepted final report; `word` is a code of either."""

    program: int
    person: int
    word: str
    day: date
    source: str
    hired: date | None = None

    @property
    def reached(self):
        return self.word == READY

    @property
    def value(self):
        """Months from the day of hire to the word «готов»; None when there is no such day."""
        return months_between(self.hired, self.day) if self.reached and self.hired else None


def each_once(system, others, window):
    """Measures of the window, one a person: the system's latest; of `others` only what the system never measured.

    `system` and `others` are ordered by day. What was said of a whole program counts once and only where none of its
    people has a measure of the own.
    """
    system = [one for one in system if one.day <= window.on]
    measured = {(one.program, one.person) for one in system}
    found = {one.person: one for one in system if one.day >= window.starts}
    kept, whole = {}, {}
    for one in others:
        if not window.starts <= one.day <= window.on:
            continue
        if one.person is None:
            whole[one.program] = one
        elif one.person not in found and (one.program, one.person) not in measured:
            kept[one.person] = one
    known = {program for program, _ in measured} | {one.program for one in kept.values()}
    return [*found.values(), *kept.values(), *(one for program, one in whole.items() if program not in known)]
