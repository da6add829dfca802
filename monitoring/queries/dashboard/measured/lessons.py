"""Level 3 from cards of lessons: rows of counted cards become lessons, lessons become changes of one person."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from mentoring.kit.dates import local
from monitoring.queries.observation.behavior import behavior_of
from monitoring.scoring.observation import WHOLE, mean, percent_of

from .result import BY_CARDS, Result


@dataclass(frozen=True)
class Seen:
    """What behavior_of reads of a lesson."""

    stage: str
    version_id: int
    day: date
    title: str
    locked: date


@dataclass(frozen=True)
class SeenLesson:
    """A lesson with the mean percent of its valid cards, None without one."""

    lesson: Seen
    percent: Decimal | None


def by_person(rows):
    """{(program, person): [(lesson's id, Seen, percent or None)]} of Rows of counted cards, by the lesson's day."""
    found = defaultdict(list)
    for row in sorted(rows, key=lambda row: (row.day, row.lesson)):
        seen = Seen(row.word, row.version, row.day, row.name, local(row.moment).date() if row.moment else row.day)
        found[row.program, row.person].append((row.lesson, seen, _percent(row)))
    return found


def _percent(row):
    """K of a card where enough was seen, as scoring.observation.score says; criteria of a signed card are all marked."""
    total, seen = row.before or 0, int(row.after or 0)
    return percent_of(total, seen) if seen and seen * WHOLE >= (row.least or 0) * row.of else None


def changes(cards, window):
    """Results of those with two lessons to compare on the window's last day, by the day of the later one."""
    found = []
    for (program, person), rows in cards.items():
        behavior = behavior_of(person, _lessons(rows, window.on))
        if behavior.first and behavior.last:
            first, last = behavior.first, behavior.last
            name = last.lesson.title
            found.append(Result(program, person, first.percent, last.percent, last.lesson.day, BY_CARDS, name))
    return sorted(found, key=lambda one: one.day)


def _lessons(rows, on):
    lessons, percents = {}, defaultdict(list)
    for key, seen, percent in rows:
        if max(seen.day, seen.locked) <= on:
            lessons[key] = seen
            percents[key].append(percent)
    return [SeenLesson(seen, mean(percents[key])) for key, seen in lessons.items()]
