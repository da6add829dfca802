"""What came of it: programs approved in time, levels 2 and 3, readiness; with the targets.

Levels 2 and 3 and readiness are of `measured`: a measure belongs to the year of its later day. A program approved after
its day is late for good, whenever it was approved.
"""

from dataclasses import dataclass, field
from datetime import timedelta

from django.db.models import CharField, Count, DateField, F, IntegerField, Max, Q, Value
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Cast, Coalesce, Concat, NullIf

from mentoring.choices import Kind, Side
from mentoring.choices.pair import CLOSED_STATES, LIVE_STATES
from mentoring.models import Pair, PairMember
from mentoring.office import office
from monitoring.models import FigureTarget

from . import sets
from .measured import Measured, read_measured

MEASURED = {
    "knowledge": lambda found: found.knowledge,
    "behavior": lambda found: found.behavior,
    "ready": lambda found: found.ready,
}
TARGET = "target "


# Programs in time


def wanted_by(path=""):
    """The day a pair's program is wanted by: as the order says, else so many days after it."""
    wait = timedelta(days=office().setting("program_due_days_after_order"))
    named = Cast(NullIf(KeyTextTransform("programs_due", f"{path}order__requisites"), Value("")), DateField())
    return Coalesce(named, Cast(F(f"{path}order__date") + Value(wait), DateField()))


def promised(question):
    """Of Pair: fixed by an order, with the day its program is wanted by. A speed consultation has no program."""
    pairs = Pair.objects.filter(state__in=(*LIVE_STATES, *CLOSED_STATES), order__date__isnull=False)
    if question.unit_ids is not None:
        mentees = PairMember.objects.filter(side=Side.MENTEE, person__unit__in=question.unit_ids)
        pairs = pairs.filter(pk__in=mentees.values("pair_id"))
    return pairs.filter(sets.of_pairs(question, "pk")).exclude(kind=Kind.SPEED).annotate(wanted_by=wanted_by())


def wanted_in(window):
    """Of Pair: the day its program was wanted by lies in the year and has come."""
    return Q(wanted_by__gte=window.starts, wanted_by__lte=window.on)


def in_time():
    """Of Pair: a program of it was approved by that day."""
    return Q(programs__approved_on__lte=F("wanted_by"))


# All numbers


@dataclass(frozen=True)
class Outcome:
    """Of the asked year and those before it: `parts` of `wholes`; `mean` is of the asked year alone."""

    wholes: tuple[int, ...]
    parts: tuple[int, ...]
    mean: float | None = None


@dataclass(frozen=True)
class Outcomes:
    """{code: Outcome}, {figure's code: the target of every compared year or None}, what levels 2 and 3 are made of."""

    found: dict
    targets: dict
    measured: Measured = field(repr=False)


def count_outcomes(question):
    """Two statements, whatever the number of rows and years."""
    measured = read_measured(question)
    depth, targets = len(question.windows), {}
    none = (0,) * depth  # what the database is not even asked: no mentor of the asked load
    found = {
        "in_time": Outcome(none, none),
        **{code: _outcome(question, of(measured)) for code, of in MEASURED.items()},
    }
    for row in _in_time(question).union(_targets(question), all=True):
        if row[0].startswith(TARGET):
            targets[row[0].removeprefix(TARGET)] = row[1 : depth + 1]
        else:
            found[row[0]] = Outcome(row[1 : depth + 1], row[depth + 1 :])
    return Outcomes(found, targets, measured)


def _outcome(question, of):
    """The Outcome of measures, where `of(window)` are those of a year; the mean is of values that are known."""
    years = [of(window) for window in question.windows]
    values = [one.value for one in years[0] if one.value is not None]
    return Outcome(
        wholes=tuple(len(found) for found in years),
        parts=tuple(sum(one.reached for one in found) for found in years),
        mean=sum(values) / len(values) if values else None,
    )


def _in_time(question):
    """(code, wholes, parts). A pair stands once for every program of it and counts once."""
    windows = list(enumerate(question.windows))
    return (
        promised(question)
        .filter(wanted_by__gte=windows[-1][1].starts, wanted_by__lte=question.on)
        .order_by()
        .annotate(what=Value("in_time", CharField()))
        .values_list("what")
        .annotate(
            **{f"of_{n}": Count("pk", filter=wanted_in(window), distinct=True) for n, window in windows},
            **{f"up_{n}": Count("pk", filter=wanted_in(window) & in_time(), distinct=True) for n, window in windows},
        )
    )


def _targets(question):
    """The same columns: «target involved», what each year aims at, and nothing else."""
    windows = list(enumerate(question.windows))
    return (
        FigureTarget.objects.order_by()
        .filter(year__starts__in=[window.starts for _, window in windows])
        .annotate(what=Concat(Value(TARGET), "code", output_field=CharField()))
        .values_list("what")
        .annotate(
            **{f"of_{n}": Max("value", filter=Q(year__starts=window.starts)) for n, window in windows},
            **{f"up_{n}": Value(0, IntegerField()) for n, _ in windows},
        )
    )
