"""The statements behind the figures: one aggregate each, whatever the number of rows. Numbers only, no words."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.db.models import Case, CharField, Count, DateField, F, FilteredRelation, Min, Q, Sum, Value, When
from django.db.models.functions import TruncMonth

from mentoring.choices import Side
from mentoring.choices.request import OPEN_REQUEST_STATES
from mentoring.office import office
from programs.choices import EventState

from . import sets
from .outcome import Outcomes, count_outcomes

HIRED_YEARS = 3


@dataclass(frozen=True)
class Counts:
    """Raw numbers. Lists of three are: the reporting date, a year earlier, two years earlier."""

    people: dict = field(default_factory=dict)  # {unit id or None: Counter}
    programs: Counter = field(default_factory=Counter)
    programs_by_unit: dict = field(default_factory=dict)  # {unit id: Counter of stages}
    events: Counter = field(default_factory=Counter)
    touched: Counter = field(default_factory=Counter)
    months: tuple = ()
    places: Counter = field(default_factory=Counter)
    requests: dict = field(default_factory=dict)
    documents: Counter = field(default_factory=Counter)
    outcomes: Outcomes | None = None

    def people_total(self, name):
        return sum(row[name] for row in self.people.values())


def count_all(question, ahead_days):
    events, months = count_events(question, ahead_days)
    touched, documents = count_touched_and_waiting(question, ahead_days)
    return Counts(
        people=count_people(question),
        programs=count_programs(question),
        programs_by_unit=count_programs_by_unit(question),
        events=events,
        touched=touched,
        months=months,
        places=count_places(question),
        requests=count_requests(question) if question.now else {},
        documents=documents,
        outcomes=count_outcomes(question),
    )


def count_people(question):
    """{unit id: teachers and involved at three dates; mentors of the bank and their places}."""
    wanted = {}
    for n, window in enumerate(question.windows):
        teacher, taking = sets.teacher_in(window), sets.taking_part_in(window, question)
        wanted[f"teachers_{n}"] = Count("pk", filter=teacher)
        wanted[f"involved_{n}"] = Count("pk", filter=teacher & taking)
        if not question.narrow:
            wanted |= _kept(window, n)
    bank = sets.in_bank(question.on, "mentor__") & sets.asked_mentors(question)
    wanted["mentors"] = Count("mentor", filter=bank)
    wanted["capacity"] = Sum("mentor__capacity", filter=bank, default=0)
    rows = sets.people(question).order_by().values("unit_id").annotate(**wanted)
    return {row.pop("unit_id"): Counter(row) for row in rows}


def _kept(window, n):
    """Young teachers hired within three years, and those of them who are still here."""
    hired = sets.hired_in(window, HIRED_YEARS, office().setting("young_years"))
    return {f"hired_{n}": Count("pk", filter=hired), f"kept_{n}": Count("pk", filter=hired & sets.stayed(window))}


def count_programs(question):
    """Programs by stage at three dates, and those that wait for a decision now."""
    wanted = {
        f"{stage}_{n}": Count("pk", filter=condition)
        for n, window in enumerate(question.windows)
        for stage, condition in sets.stages(window).items()
    }
    waiting = Q(state__in=sets.DECIDED_NEXT)
    wanted["waiting"] = Count("pk", filter=waiting)
    wanted["waiting_late"] = Count("pk", filter=waiting & Q(due__lt=question.on))
    return Counter(sets.all_programs(question).aggregate(**wanted))


def count_programs_by_unit(question):
    """A program stands in every department that has a mentee in it, as the filter by department finds it."""
    stages = sets.stages(question.window)
    mentee = Q(pair__members__side=Side.MENTEE)
    rows = (
        sets.programs(question)
        .alias(mentee=FilteredRelation("pair__members", condition=mentee))
        .order_by()
        .values("mentee__person__unit_id")
        .annotate(**{stage: Count("pk", filter=condition, distinct=True) for stage, condition in stages.items()})
    )
    return {row.pop("mentee__person__unit_id"): Counter(row) for row in rows}


@dataclass(frozen=True)
class MonthRow:
    """Events that began to count in the month `began` and counted as done in `finished` (None: not yet)."""

    began: date
    finished: date | None
    now: int
    before: int


def count_events(question, ahead_days):
    """(totals at the date and a year earlier, MonthRows of both years), in one pass over the events of two years."""
    this, last, oldest = question.window, question.windows[1], question.windows[-1]
    began, finished = sets.counted_since()
    was_done = Q(state=EventState.DONE, finished__lte=this.on)
    wanted = _totals(question, ahead_days)
    rows = (
        sets.events(question)
        .filter(Q(program__ended_on__isnull=True) | Q(program__ended_on__gte=oldest.starts))
        .filter(program__state__in=(*sets.RUNNING_STATES, *sets.ENDED), due__lte=this.on + timedelta(days=ahead_days))
        .annotate(began=began, finished=finished)
        .order_by()
        .values(
            month=TruncMonth("began"),
            done_month=TruncMonth(Case(When(was_done, then=F("finished")), output_field=DateField())),
        )
        .annotate(**wanted, past=Count("pk", filter=_of_two_years(last)))
    )
    totals, months = Counter(), []
    for row in rows:
        totals.update({name: row[name] for name in wanted})
        months.append(MonthRow(row["month"], row["done_month"], row["due_0"], row["past"]))
    return totals, tuple(months)


def _of_two_years(last):
    """Of what the curve of last year is drawn from."""
    kept = Q(program__ended_on__isnull=True) | Q(program__ended_on__gte=last.starts)
    return sets.in_term() & Q(program__activated_on__isnull=False) & kept


def _totals(question, ahead_days):
    wanted = {"partly": Count("pk", filter=sets.due(question.window) & Q(state=EventState.PARTLY))}
    for n, window in enumerate(question.windows):
        wanted |= {
            f"due_{n}": Count("pk", filter=sets.due(window)),
            f"done_{n}": Count("pk", filter=sets.done(window)),
            f"overdue_{n}": Count("pk", filter=sets.overdue(window)),
            f"coming_{n}": Count("pk", filter=sets.coming(window, ahead_days)),
        }
    return wanted


def count_touched_and_waiting(question, ahead_days):
    """(how many programs the overdue and the coming events belong to, documents that wait and the late of them)."""
    window = question.window
    coming = sets.coming(window, ahead_days)
    unmarked = sets.events(question).filter(
        sets.running(window), sets.unmarked(window), due__lte=window.on + timedelta(days=ahead_days)
    )
    rows = _line(
        unmarked,
        "touched",
        a=Count("program", filter=sets.overdue(window), distinct=True),
        b=Count("program", filter=coming, distinct=True),
    )
    if question.now and not question.narrow:
        late = Count("pk", filter=Q(due__lt=question.on))
        rows = rows.union(_line(sets.waiting_documents(question), "documents", a=Count("pk"), b=late), all=True)
    found = {name: (a, b) for name, a, b in rows}
    touched, documents = found.get("touched", (0, 0)), found.get("documents", (0, 0))
    return Counter(overdue=touched[0], coming=touched[1]), Counter(waiting=documents[0], late=documents[1])


def _line(rows, name, **counts):
    """One row: the name and its counts."""
    return rows.order_by().annotate(what=Value(name, CharField())).values_list("what").annotate(**counts)


def count_places(question):
    """Places taken by mentees, and mentors who lead more than they agreed to."""
    over = Count("n", filter=Q(n__gt=F("limit")))
    return Counter(sets.led(question).aggregate(taken=Sum("n", default=0), over=over))


def count_requests(question):
    waiting = Q(state__in=OPEN_REQUEST_STATES)
    return sets.requests(question).aggregate(
        sent=Count("pk"),
        waiting=Count("pk", filter=waiting),
        late=Count("pk", filter=waiting & Q(due__lt=question.on)),
        oldest=Min("sent_at", filter=waiting),
    )
