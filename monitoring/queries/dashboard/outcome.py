"""What came of it: programs approved in time, levels 2 and 3, readiness, who stayed. Three statements for all of them.

Level 2 and 3 measures belong to the year of their «after» date (or of the day they were entered); a program approved
after its day is late for good, whenever it was approved.
"""

from datetime import timedelta

from django.db.models import Avg, Case, Count, DateField, F, FilteredRelation, FloatField, Min, Q, Value, When
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Cast, Coalesce, ExtractMonth, ExtractYear, NullIf, TruncDate

from mentoring.choices import Kind, Side
from mentoring.choices.pair import CLOSED_STATES, LIVE_STATES
from mentoring.models import Pair, PairMember
from mentoring.office import office
from monitoring.choices import Level
from monitoring.models import EvaluationEntry
from programs.choices.report import ReportKind, ReportState
from programs.models import ProgressReport

from . import sets

MEASURED = {"knowledge": Level.KNOWLEDGE, "behavior": Level.BEHAVIOR}
READY = "ready"
MONTHS_IN_YEAR = 12


# Programs in time


def promised(question):
    """Of Pair: fixed by an order, with the day its program was wanted by and the day the first one was approved."""
    wait = timedelta(days=office().setting("program_due_days_after_order"))
    named = Cast(NullIf(KeyTextTransform("programs_due", "order__requisites"), Value("")), DateField())
    pairs = Pair.objects.filter(state__in=(*LIVE_STATES, *CLOSED_STATES), order__date__isnull=False)
    if question.unit_ids is not None:
        mentees = PairMember.objects.filter(side=Side.MENTEE, person__unit__in=question.unit_ids)
        pairs = pairs.filter(pk__in=mentees.values("pair_id"))
    return (
        pairs.filter(sets.of_pairs(question, "pk"))
        .exclude(kind=Kind.SPEED)
        .annotate(
            wanted_by=Coalesce(named, Cast(F("order__date") + Value(wait), DateField())),
            approved=Min("programs__approved_on"),
        )
    )


def wanted_in(window):
    """Of Pair: the day its program was wanted by lies in the year and has come."""
    return Q(wanted_by__gte=window.starts, wanted_by__lte=window.on)


def in_time():
    return Q(approved__lte=F("wanted_by"))


# Levels 2 and 3


def measures(question):
    """EvaluationEntry rows with both numbers in per cent, by the day of the second."""
    found = EvaluationEntry.objects.filter(unit="%", before__isnull=False, after__isnull=False)
    found = found.filter(
        sets.of_units(question, "evaluation__program__"), sets.of_pairs(question, "evaluation__program__pair")
    )
    return found.annotate(day=Coalesce("after_on", TruncDate("entered_at"), output_field=DateField()))


def measured_in(window, level):
    return Q(day__gte=window.starts, day__lte=window.on, level=level)


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
        said_so=KeyTextTransform("conclusion", "said"),
        months=MONTHS_IN_YEAR * (ExtractYear("accepted_at") - ExtractYear(hired))
        + ExtractMonth("accepted_at")
        - ExtractMonth(hired),
    )


def concluded_in(window):
    return Q(day__gte=window.starts, day__lte=window.on)


# All numbers


def count_outcomes(question):
    """{name_n: number} of every compared year: three aggregates, whatever the number of rows."""
    promised_, measured, ready = {}, {}, {}
    for n, window in enumerate(question.windows):
        wanted = wanted_in(window)
        promised_ |= {
            f"promised_{n}": Count("pk", filter=wanted),
            f"in_time_{n}": Count("pk", filter=wanted & in_time()),
        }
        for name, level in MEASURED.items():
            here = measured_in(window, level)
            measured |= {
                f"{name}_of_{n}": Count("pk", filter=here),
                f"{name}_up_{n}": Count("pk", filter=here & grown()),
            }
        told = concluded_in(window)
        ready |= {
            f"concluded_{n}": Count("pk", filter=told),
            f"ready_{n}": Count("pk", filter=told & Q(said_so=READY)),
        }
    window = question.window
    for name, level in MEASURED.items():
        measured[f"{name}_mean"] = _mean(measured_in(window, level), F("after") - F("before"))
    ready["months"] = _mean(concluded_in(window) & Q(said_so=READY), F("months"))
    return {
        **promised(question).aggregate(**promised_),
        **measures(question).aggregate(**measured),
        **concluded(question).aggregate(**ready),
    }


def _mean(where, value):
    return Avg(Case(When(where, then=Cast(value, FloatField()))))
