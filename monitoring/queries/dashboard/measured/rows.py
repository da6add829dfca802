"""Tests, cards, entered measures, words of readiness and mentees as one table of alike rows: one UNION, one statement."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from functools import reduce
from operator import or_

from django.db.models import (
    BooleanField,
    Case,
    CharField,
    Count,
    DateField,
    DateTimeField,
    DecimalField,
    F,
    FilteredRelation,
    IntegerField,
    Max,
    Min,
    OuterRef,
    Q,
    Subquery,
    Sum,
    Value,
    When,
)
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Cast

from mentoring.choices import Side
from mentoring.kit.dates import add_years
from monitoring.choices import Level
from monitoring.choices.knowledge import KnowledgeState
from monitoring.choices.observation import COUNTED, ObserverRole, OpinionState, Stage
from monitoring.models import EvaluationEntry, KnowledgeTest, Observation, ObservationCard, Opinion
from monitoring.queries.dashboard import sets
from monitoring.scoring.gain import PERCENT
from programs.choices import RUNNING_STATES
from programs.choices.report import ReportKind, ReportState
from programs.models import Program, ProgressReport

TEST, ENTERED, CARD, VERDICT, REPORT, MENTEE = "test", "entered", "card", "verdict", "report", "mentee"
HORIZON = 5  # years of lessons looked back upon, as deep as years are compared


@dataclass(frozen=True)
class Row:
    """`day` is the day of an entered number or a lesson, else of hire; `word` a moment, a level, a stage, a verdict.

    Of a card `before` is the sum of points and `after` how many of its `of` criteria were seen, of which `least` per cent
    are enough.
    """

    kind: str
    program: int
    person: int | None
    before: Decimal | None
    after: Decimal | None
    day: date | None
    moment: datetime | None
    word: str
    higher: bool | None
    name: str
    lesson: int | None = None
    version: int | None = None
    of: int | None = None
    least: int | None = None


TYPES = {
    "before": DecimalField(max_digits=14, decimal_places=5),
    "after": DecimalField(max_digits=14, decimal_places=5),
    "day": DateField(),
    "moment": DateTimeField(),
    "word": CharField(max_length=200),
    "higher": BooleanField(),
    "name": CharField(max_length=200),
    "lesson": IntegerField(),
    "version": IntegerField(),
    "of": IntegerField(),
    "least": IntegerField(),
}


def read_rows(question):
    """{kind: [Row]} in one statement. A head reads no words of readiness: they are the office's."""
    arms = [_tests(question), _entered(question), _cards(question), _mentees(question)]
    if not question.limited:
        arms += [_verdicts(question), _reports(question)]
    first, *others = arms
    found = defaultdict(list)
    for values in first.union(*others, all=True):
        row = Row(*values)
        found[row.kind].append(row)
    for kind in (VERDICT, REPORT):
        found[kind].sort(key=lambda row: row.moment)
    return found


def _arm(kind, rows, program, person, **columns):
    """The rows with Row's columns; what an arm has not is an empty cell of its type."""
    cells = {name: Cast(columns.get(name, Value(None)), output_field=cell) for name, cell in TYPES.items()}
    named = {
        "kind": Value(kind, CharField()),
        "program": Cast(program, IntegerField()),
        "person": Cast(person, IntegerField()),
        **cells,
    }
    named = {f"of_{name}": expression for name, expression in named.items()}
    return rows.order_by().annotate(**named).values_list(*named)


def _own(question, path):
    """Of rows about a person: one of the asked departments."""
    return Q() if question.unit_ids is None else Q(**{f"{path}__unit__in": question.unit_ids})


def _day_of_a_window(question, day):
    """The day lies in one of the compared windows: what was measured on other days is counted in none of them."""
    return _any(Q(**{f"{day}__gte": window.starts, f"{day}__lte": window.on}) for window in question.windows)


def _moment_of_a_window(question, moment):
    return _any(Q(**{f"{moment}__gte": window.opens, f"{moment}__lt": window.after}) for window in question.windows)


def _any(conditions):
    return reduce(or_, conditions)


def _told(question):
    """Of EvaluationEntry: entered of a day of some window."""
    return _day_of_a_window(question, "after_on") | (
        Q(after_on__isnull=True) & _moment_of_a_window(question, "entered_at")
    )


def _tests(question):
    """Counted tests scored by the date, of programs that a window can count: as with cards, and those of the coverage."""
    found = KnowledgeTest.objects.filter(
        sets.of_pairs(question, "program__pair"),
        _own(question, "member"),
        counts=True,
        state=KnowledgeState.SCORED,
        scored_at__lt=question.window.after,
    )
    scored = found.filter(_moment_of_a_window(question, "scored_at")).values("program")
    entered = EvaluationEntry.objects.filter(_told(question), level=Level.KNOWLEDGE).values("evaluation__program")
    covered = Program.objects.order_by().filter(_carried_out(question)).values("pk")
    found = found.filter(Q(program__in=scored) | Q(program__in=entered) | Q(program__in=covered))
    return _arm(
        TEST, found, F("program_id"), F("member_id"), after=F("percent"), moment=F("scored_at"), word=F("moment")
    )


def _entered(question):
    """Rows in per cent with both numbers; what names nobody is about the only mentee, else about the whole program."""
    mentee = Q(evaluation__program__pair__members__side=Side.MENTEE)
    place = "evaluation__program__pair__members__person"
    whole = Q(member__isnull=True) & sets.of_units(question, "evaluation__program__")
    found = EvaluationEntry.objects.filter(
        _told(question),
        sets.of_pairs(question, "evaluation__program__pair"),
        whole | (Q(member__isnull=False) & _own(question, "member")),
        level__in=(Level.KNOWLEDGE, Level.BEHAVIOR),
        unit=PERCENT,
        before__isnull=False,
        after__isnull=False,
    ).alias(first=Min(place, filter=mentee), last=Max(place, filter=mentee))
    only = Case(
        When(member__isnull=False, then=F("member_id")),
        When(first=F("last"), then=F("first")),
        default=None,
        output_field=IntegerField(),
    )
    return _arm(
        ENTERED,
        found,
        F("evaluation__program_id"),
        only,
        before=F("before"),
        after=F("after"),
        day=F("after_on"),
        moment=F("entered_at"),
        word=F("level"),
        higher=F("higher_is_better"),
        name=F("name"),
    )


def _cards(question):
    """Counted cards of lessons in the beginning and in the end, of programs where somebody was seen in the end.

    Only of programs that a window can count: seen in the end in it, or entered by hand in it, which the cards outweigh.
    """
    since = add_years(question.window.starts, -HORIZON)
    ended = Observation.objects.filter(stage=Stage.AFTER, day__gte=since, day__lte=question.on)
    entered = EvaluationEntry.objects.filter(_told(question), level=Level.BEHAVIOR).values("evaluation__program")
    ended = ended.filter(_day_of_a_window(question, "day") | Q(program__in=entered))
    found = ObservationCard.objects.filter(
        sets.of_pairs(question, "observation__program__pair"),
        _own(question, "observation__person"),
        state__in=COUNTED,
        observation__stage__in=(Stage.BEFORE, Stage.AFTER),
        observation__program__in=ended.values("program"),
    )
    summed = (
        found.order_by().values("pk").alias(total=Sum("marks__value"), seen=Count("marks__value"), n=Count("marks"))
    )
    # a text as long as a card is unpacked once a card, not once a mark
    least = ObservationCard.objects.filter(pk=OuterRef("pk")).values_list(KeyTextTransform("least", "payload"))
    return _arm(
        CARD,
        summed,
        F("observation__program_id"),
        F("observation__person_id"),
        before=F("total"),
        after=F("seen"),
        day=F("observation__day"),
        moment=F("locked_at"),
        word=F("observation__stage"),
        name=F("observation__version__title"),
        lesson=F("observation_id"),
        version=F("observation__version_id"),
        of=F("n"),
        least=Subquery(least),
    )


def _verdicts(question):
    """What supervisors said by the date."""
    found = Opinion.objects.filter(
        sets.of_pairs(question, "program__pair"),
        _own(question, "person"),
        role=ObserverRole.SUPERVISOR,
        state=OpinionState.GIVEN,
        given_at__lt=question.window.after,
    )
    hired = F("person__hired_on")
    return _arm(VERDICT, found, F("program_id"), F("person_id"), day=hired, moment=F("given_at"), word=F("verdict"))


def _reports(question):
    """What accepted final reports say of each mentee."""
    mentee = Q(program__pair__members__side=Side.MENTEE, program__pair__members__is_substitute=False)
    found = ProgressReport.objects.filter(
        sets.of_pairs(question, "program__pair"),
        _moment_of_a_window(question, "accepted_at"),
        kind=ReportKind.FINAL,
        state=ReportState.ACCEPTED,
    )
    found = found.annotate(mentee=FilteredRelation("program__pair__members", condition=mentee))
    found = found.filter(_own(question, "mentee__person"), mentee__isnull=False)
    return _arm(
        REPORT,
        found,
        F("program_id"),
        F("mentee__person_id"),
        day=F("mentee__person__hired_on"),
        moment=F("accepted_at"),
        word=KeyTextTransform("conclusion", "said"),
    )


def _carried_out(question):
    carried = Q(activated_on__lte=question.on) | Q(activated_on__isnull=True, state__in=(*RUNNING_STATES, *sets.ENDED))
    return sets.in_year(question.window) & carried


def _mentees(question):
    """Mentees of programs carried out in the year up to the date."""
    mentee = Q(pair__members__side=Side.MENTEE)
    found = (
        Program.objects.filter(sets.of_pairs(question), _carried_out(question))
        .annotate(mentee=FilteredRelation("pair__members", condition=mentee))
        .filter(_own(question, "mentee__person"), mentee__isnull=False)
    )
    return _arm(MENTEE, found, F("pk"), F("mentee__person_id"))
