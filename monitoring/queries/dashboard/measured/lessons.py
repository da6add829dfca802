"""Level 3 from cards of lessons: the percent of every counted card is summed by the database, in one statement."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Count, Sum
from django.db.models.fields.json import KeyTransform

from mentoring.kit.dates import add_years, local
from monitoring.choices.observation import COUNTED, Stage
from monitoring.models import Observation, ObservationCard
from monitoring.queries.dashboard import sets
from monitoring.queries.observation.behavior import behavior_of
from monitoring.scoring.observation import WHOLE, mean, percent_of

from .result import BY_CARDS, Result

HORIZON = 5  # years back, as deep as years are compared
COMPARED = (Stage.BEFORE, Stage.AFTER)


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


def read_lessons(question):
    """{(program, person): [(lesson key, Seen, percent or None)]}, a row a counted card, by the lesson's day."""
    since = add_years(question.window.starts, -HORIZON)
    ended = Observation.objects.filter(stage=Stage.AFTER, day__gte=since, day__lte=question.on)
    cards = ObservationCard.objects.filter(
        sets.of_pairs(question, "observation__program__pair"),
        state__in=COUNTED,
        observation__stage__in=COMPARED,
        observation__program__in=ended.values("program"),
    )
    if question.unit_ids is not None:
        cards = cards.filter(observation__person__unit__in=question.unit_ids)
    rows = (
        cards.annotate(least=KeyTransform("least", "payload"))
        .order_by("observation__day", "observation_id", "pk")
        .values_list(
            "pk",
            "observation_id",
            "observation__program_id",
            "observation__person_id",
            "observation__stage",
            "observation__version_id",
            "observation__version__title",
            "observation__day",
            "locked_at",
            "least",
        )
        .annotate(total=Sum("marks__value"), seen=Count("marks__value"), of=Count("marks"))
    )
    found = defaultdict(list)
    for _, lesson, program, person, stage, version, title, day, locked, *score in rows:
        seen = Seen(stage, version, day, title, local(locked).date() if locked else day)
        found[program, person].append((lesson, seen, _percent(*score)))
    return found


def _percent(least, total, seen, of):
    """K of a card where enough was seen, as scoring.observation.score says; criteria of a signed card are all marked."""
    return percent_of(total, seen) if seen and seen * WHOLE >= (least or 0) * of else None


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
