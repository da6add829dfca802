"""What came of it: programs approved in time, levels 2 and 3, readiness; with the targets, in one statement.

Level 2 and 3 measures belong to the year of their «after» date (or of the day they were entered); a program approved
after its day is late for good, whenever it was approved.
"""

from dataclasses import dataclass
from datetime import timedelta

from django.db.models import (
    Avg,
    Case,
    CharField,
    Count,
    DateField,
    F,
    FilteredRelation,
    FloatField,
    IntegerField,
    Max,
    Q,
    Value,
    When,
)
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Cast, Coalesce, Concat, ExtractMonth, ExtractYear, NullIf, TruncDate

from mentoring.choices import Kind, Side
from mentoring.choices.pair import CLOSED_STATES, LIVE_STATES
from mentoring.models import Pair, PairMember
from mentoring.office import office
from monitoring.choices import Level
from monitoring.models import EvaluationEntry, FigureTarget
from programs.choices.report import ReportKind, ReportState
from programs.models import Program, ProgressReport

from . import sets

MEASURED = {"knowledge": Level.KNOWLEDGE, "behavior": Level.BEHAVIOR}
READY = "ready"
MONTHS_IN_YEAR = 12
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
    approved = Program.objects.alias(wanted_by=wanted_by("pair__")).filter(approved_on__lte=F("wanted_by"))
    return Q(pk__in=approved.order_by().values("pair_id"))


# Levels 2 and 3


def measures(question):
    """EvaluationEntry rows with both numbers in per cent, by the day of the second."""
    found = EvaluationEntry.objects.filter(unit="%", before__isnull=False, after__isnull=False)
    found = found.filter(
        sets.of_units(question, "evaluation__program__"), sets.of_pairs(question, "evaluation__program__pair")
    )
    return found.annotate(day=Coalesce("after_on", TruncDate("entered_at"), output_field=DateField()))


def measured_in(window):
    return Q(day__gte=window.starts, day__lte=window.on)


def grown():
    return Q(after__gt=F("before"), higher_is_better=True) | Q(after__lt=F("before"), higher_is_better=False)


# Readiness


def concluded(question):
    """Mentees of accepted final reports: one row a report and mentee, with the day and months since they were hired."""
    mentee = Q(program__pair__members__side=Side.MENTEE, program__pair__members__is_substitute=False)
    found = ProgressReport.objects.filter(
        sets.of_pairs(question, "program__pair"), kind=ReportKind.FINAL, state=ReportState.ACCEPTED
    )
    rows = found.annotate(mentee=FilteredRelation("program__pair__members", condition=mentee))
    if question.unit_ids is not None:
        rows = rows.filter(mentee__person__unit__in=question.unit_ids)
    hired = F("mentee__person__hired_on")
    return rows.filter(mentee__isnull=False).annotate(
        day=TruncDate("accepted_at"),
        said_so=Cast(KeyTextTransform("conclusion", "said"), CharField(max_length=40)),
        months=MONTHS_IN_YEAR * (ExtractYear("accepted_at") - ExtractYear(hired))
        + ExtractMonth("accepted_at")
        - ExtractMonth(hired),
    )


def concluded_in(window):
    return Q(day__gte=window.starts, day__lte=window.on)


# All numbers


@dataclass(frozen=True)
class Outcome:
    """Of the asked year and those before it: `parts` of `wholes`; `mean` is of the asked year alone."""

    wholes: tuple[int, ...]
    parts: tuple[int, ...]
    mean: float | None = None


@dataclass(frozen=True)
class Outcomes:
    """{code: Outcome}, and {figure's code: the target of every compared year or None}."""

    found: dict
    targets: dict


def count_outcomes(question):
    """One statement, whatever the number of rows and years."""
    change, months = F("after") - F("before"), F("months")
    parts = [_line(question, promised(question), "in_time", wanted_in, in_time(), None)]
    for code, level in MEASURED.items():
        rows = measures(question).filter(level=level)
        parts.append(_line(question, rows, code, measured_in, grown(), change))
    said = Q(said_so=READY)
    parts += [_line(question, concluded(question), "ready", concluded_in, said, months, of=said), _targets(question)]
    first, *others = parts
    depth, targets = len(question.windows), {}
    none = (0,) * depth  # what the database is not even asked: no mentor of the asked load
    found = {code: Outcome(none, none) for code in ("in_time", *MEASURED, "ready")}
    for row in first.union(*others, all=True):
        if row[0].startswith(TARGET):
            targets[row[0].removeprefix(TARGET)] = row[1 : depth + 1]
        else:
            found[row[0]] = Outcome(row[1 : depth + 1], row[depth + 1 : -1], row[-1])
    return Outcomes(found, targets)


def _line(question, rows, code, within, reached, value, of=None):  # noqa: PLR0917
    """(code, wholes, parts, mean of `value` over the asked year's rows)."""
    windows = list(enumerate(question.windows))
    here = within(question.window) & of if of else within(question.window)
    mean = Avg(Case(When(here, then=Cast(value, FloatField())))) if value else Value(None, FloatField())
    return (
        rows.order_by()
        .annotate(what=Value(code, CharField()))
        .values_list("what")
        .annotate(
            **{f"of_{n}": Count("pk", filter=within(window)) for n, window in windows},
            **{f"up_{n}": Count("pk", filter=within(window) & reached) for n, window in windows},
            mean=mean,
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
            mean=Value(None, FloatField()),
        )
    )
