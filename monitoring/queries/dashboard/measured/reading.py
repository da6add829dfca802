"""Everything measured of levels 2 and 3 and of readiness, in one statement whatever the number of rows and years."""

from collections import defaultdict
from dataclasses import dataclass, field
from functools import cached_property

from mentoring.kit.dates import local
from monitoring.choices import Level
from monitoring.choices.knowledge import KnowledgeMoment

from . import lessons, rows
from .result import BY_HAND, BY_REPORT, BY_TESTS, BY_VERDICT, READY, Readiness, Result, each_once

ENTRY, EXIT = KnowledgeMoment.ENTRY.value, KnowledgeMoment.EXIT.value
TESTS = "Входной и итоговый тест"


@dataclass(frozen=True)
class Measured:
    """`found` are {kind: [rows.Row]}."""

    question: object
    found: dict = field(repr=False)

    def of(self, question):
        """The same rows for another of the compared years; None when the statement did not look so far back."""
        return Measured(question, self.found) if question.window in self.question.windows else None

    def knowledge(self, window=None):
        """Results of level 2, one a person: both tests of the system, else what was entered."""
        return each_once(self.tested, self._entered(Level.KNOWLEDGE), window or self.question.window)

    def behavior(self, window=None):
        """Results of level 3, one a person: two counted cards of one version, else what was entered."""
        window = window or self.question.window
        return each_once(lessons.changes(self._cards, window), self._entered(Level.BEHAVIOR), window)

    def ready(self, window=None):
        """Words of readiness, one a person: of the supervisor, else of the accepted final report."""
        window = window or self.question.window
        return each_once(self._verdicts(window), self._reported, window)

    @cached_property
    def both_tests(self):
        """Results of the asked year by both tests of the system alone, one a person."""
        return each_once(self.tested, (), self.question.window)

    @cached_property
    def mentees(self):
        """Ids of mentees of the year's programs that were carried out, and of those with both tests of the year."""
        return {row.person for row in self.found[rows.MENTEE]} | {one.person for one in self.both_tests}

    @cached_property
    def entered_tests(self):
        """Ids of those of them who have an entry test."""
        places = {(row.program, row.person) for row in self.found[rows.MENTEE]}
        sat = {(row.program, row.person) for row in self.found[rows.TEST] if row.word == ENTRY}
        return {person for _, person in places & sat} | {one.person for one in self.both_tests}

    @cached_property
    def _cards(self):
        return lessons.by_person(self.found[rows.CARD])

    @cached_property
    def tested(self):
        """Members with both tests, by the day the later of them was scored."""
        sat = defaultdict(dict)
        for row in self.found[rows.TEST]:
            sat[row.program, row.person][row.word] = row
        found = [_tested(key, both) for key, both in sat.items() if set(both) == {ENTRY, EXIT}]
        return sorted(found, key=_day)

    def _entered(self, level):
        found = [
            Result(row.program, row.person, row.before, row.after, _on(row), BY_HAND, row.name, bool(row.higher))
            for row in self.found[rows.ENTERED]
            if row.word == level
        ]
        return sorted(found, key=_day)

    @cached_property
    def _said(self):
        return self._words(rows.VERDICT, BY_VERDICT)

    @cached_property
    def _reported(self):
        return self._words(rows.REPORT, BY_REPORT)

    def _words(self, kind, source):
        return [
            Readiness(row.program, row.person, row.word, local(row.moment).date(), source, row.day)
            for row in self.found[kind]
        ]

    def _verdicts(self, window):
        """Of each program and person the first «готов», else the last word; the latest of several programs last."""
        kept = {}
        for one in self._said:
            before = kept.get((one.program, one.person))
            if one.day <= window.on and (before is None or before.word != READY):
                kept[one.program, one.person] = one
        return sorted(kept.values(), key=_day)


def read_measured(question):
    """The Measured of a Question with all its windows."""
    return Measured(question, rows.read_rows(question))


def _tested(key, both):
    entry, leaving = both[ENTRY], both[EXIT]
    day = max(local(entry.moment).date(), local(leaving.moment).date())
    return Result(*key, entry.after, leaving.after, day, BY_TESTS, TESTS)


def _on(row):
    return row.day or local(row.moment).date()


def _day(one):
    return one.day
