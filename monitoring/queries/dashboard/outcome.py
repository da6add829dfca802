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
    days, targets = [], {}
    for what, day, whole, part in _in_time(question).union(_targets(question), all=True):
        if what.startswith(TARGET):
            targets.setdefault(what.removeprefix(TARGET), {})[day] = whole
        else:
            days.append((day, whole, part))
    found = {
        "in_time": Outcome(*zip(*(_of_window(days, window) for window in question.windows), strict=True)),
        **{code: _outcome(question, of(measured)) for code, of in MEASURED.items()},
    }
    aims = {code: tuple(aim.get(window.starts) for window in question.windows) for code, aim in targets.items()}
    return Outcomes(found, aims, measured)


def _outcome(question, of):
    """The Outcome of measures, where `of(window)` are those of a year; the mean is of values that are known."""
    years = [of(window) for window in question.windows]
    values = [one.value for one in years[0] if one.value is not None]
    return Outcome(
        wholes=tuple(len(found) for found in years),
        parts=tuple(sum(one.reached for one in found) for found in years),
        mean=sum(values) / len(values) if values else None,
    )


def _of_window(days, window):
    """(wholes, parts) of pairs wanted on the days of the window that have come."""
    mine = [(whole, part) for day, whole, part in days if window.starts <= day <= window.on]
    return sum(whole for whole, _ in mine), sum(part for _, part in mine)


def _in_time(question):
    """(code, day, pairs wanted by it, those of them in time). A pair stands once for every program of it and counts once."""
    return (
        promised(question)
        .order_by()
        .annotate(what=Value("in_time", CharField()))
        .values_list("what", "wanted_by")
        .annotate(whole=Count("pk", distinct=True), part=Count("pk", filter=in_time(), distinct=True))
    )


def _targets(question):
    """The same columns: «target involved», the first day of a compared year, what it aims at, and nothing else."""
    return (
        FigureTarget.objects.order_by()
        .filter(year__starts__in=[window.starts for window in question.windows])
        .annotate(what=Concat(Value(TARGET), "code", output_field=CharField()))
        .values_list("what", "year__starts")
        .annotate(whole=Max("value"), part=Value(0, IntegerField()))
    )
