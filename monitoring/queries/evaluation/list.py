"""The list of programs that have an evaluation: searched by name, filtered by year, with what is known at each level."""

from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef, Prefetch, Q

from mentoring.kit.dates import short
from mentoring.kit.text import words_of
from mentoring.models import PairMember
from monitoring.access.evaluation import evaluated_programs_for
from monitoring.access.survey import CLOSED
from monitoring.choices import Level
from monitoring.choices.knowledge import KnowledgeState
from monitoring.choices.observation import COUNTED
from monitoring.models import Invitation, KnowledgeTest, ObservationCard, Survey
from monitoring.queries.evaluation.page import BY_HAND
from monitoring.queries.survey.desk import is_key
from programs.models import Program

SORTS = {"since": "since", "until": "until"}


@dataclass(frozen=True)
class EvaluationRow:
    program: Program
    title: str
    term: str
    levels: tuple[tuple[str, str], ...]
    filled: str
    concluded: str


def evaluation_list(actor, *, q="", year="", sort=""):
    """Programs the reader may evaluate or read, newest first; people are searched by name."""
    found = evaluated_programs_for(actor)
    for word in words_of(q):
        named = PairMember.objects.filter(pair=OuterRef("pair"), person__search_key__contains=word)
        found = found.filter(Exists(named))
    if is_key(year):
        found = found.filter(year=int(year))
    name = SORTS.get(sort.removeprefix("-"), "")
    order = [f"-{name}" if sort.startswith("-") else name] if name else ["-since"]
    counted = {
        f"level_{level}": Count("evaluation__entries", filter=Q(evaluation__entries__level=level)) for level in BY_HAND
    }
    asked = Invitation.objects.filter(program=OuterRef("pk"), survey__state__in=CLOSED)
    tested = KnowledgeTest.objects.filter(program=OuterRef("pk"), counts=True, state=KnowledgeState.SCORED)
    without_names = Survey.objects.filter(programs=OuterRef("pk"), state__in=CLOSED)
    seen = ObservationCard.objects.filter(observation__program=OuterRef("pk"), state__in=COUNTED)
    members = PairMember.objects.select_related("person")
    return (
        found.select_related("pair", "evaluation")
        .prefetch_related(Prefetch("pair__members", members))
        .annotate(surveyed=Exists(asked) | Exists(without_names), tested=Exists(tested), seen=Exists(seen), **counted)
        .order_by(*order, "-pk")
    )


def evaluation_rows(programs):
    return [_list_row(program) for program in programs]


def _list_row(program):
    evaluation = getattr(program, "evaluation", None)
    chosen = evaluation.levels if evaluation else Level.values
    filled = {Level.REACTION: program.surveyed, **{level: getattr(program, f"level_{level}") for level in BY_HAND}}
    filled[Level.KNOWLEDGE] = filled[Level.KNOWLEDGE] or program.tested
    filled[Level.BEHAVIOR] = filled[Level.BEHAVIOR] or program.seen
    levels = tuple((Level(level).label, "есть" if filled[level] else "нет") for level in chosen)
    return EvaluationRow(
        program=program,
        title=program.pair.title,
        term=f"{short(program.since)}–{short(program.until)}",
        levels=levels,
        filled=f"{sum(word == 'есть' for _, word in levels)} из {len(levels)}",
        concluded=short(evaluation.concluded_on) if evaluation and evaluation.concluded_on else "",
    )
