"""Rows that the register's arithmetic needs one by one: dates, cards, careers; all that is dates in one query."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from django.db.models import (
    BooleanField,
    Case,
    CharField,
    DateField,
    DecimalField,
    F,
    IntegerField,
    Sum,
    Value,
    When,
)
from django.db.models.functions import Cast, TruncDate

from mentoring.choices import DiagnosisMoment, DiagnosisState, RequestState, SheetSide, Side
from mentoring.kit.dates import add_years
from mentoring.models import Diagnosis, DiagnosisAnswer, PairMember
from mentoring.office import office
from mentoring.scoring.diagnosis import compare, rules_of
from monitoring.models import Payment
from monitoring.queries.dashboard import sets as shared

from . import sets


@dataclass(frozen=True)
class Asked:
    """Requests of the year: how many have a pair, how many were sent and not withdrawn, days from request to order."""

    paired: int
    sent: int
    days: tuple[int, ...]


def _request_rows(question):
    dates = {"first": TruncDate("sent_at"), "second": F("pair__order__date")}
    return _dated("requests", shared.requests(question), state=F("state"), of_pair=F("pair__state"), **dates)


def _requests(question, rows):
    found = [(row.state, row.of_pair, row.first, row.second) for row in rows]
    paired = [row for row in found if row[0] == RequestState.PAIRED or row[1] in sets.ORDERED]
    waited = [
        (ordered - asked).days
        for _, _, asked, ordered in paired
        if asked and ordered and asked <= ordered <= question.on
    ]
    return Asked(len(paired), len(found), tuple(waited))


def deficits(question):
    """(removed, of how many): hard directions of entry cards against exit cards of the year, one version each pair."""
    window = question.window
    exits = Diagnosis.objects.filter(
        moment=DiagnosisMoment.EXIT,
        state=DiagnosisState.DONE,
        done_at__lt=window.after,
        done_at__date__gte=window.starts,
    )
    rows = DiagnosisAnswer.objects.filter(
        sheet__side=SheetSide.SELF,
        sheet__diagnosis__state=DiagnosisState.DONE,
        sheet__diagnosis__done_at__lt=window.after,
        sheet__diagnosis__person__in=exits.values("person_id"),
    ).order_by("sheet__diagnosis__done_at", "statement__direction__position", "statement__position", "pk")
    kept = _newest_cards(
        rows.values_list(
            "sheet__diagnosis__person_id",
            "sheet__diagnosis__moment",
            "sheet__diagnosis__card_id",
            "statement__code",
            "statement__direction__code",
            "value",
            "sheet__diagnosis__card__scoring",
        )
    )
    compared = [_compared(*both) for both in kept if both]
    return sum(len(one.removed_deficits) for one in compared), sum(len(one.deficits) for one in compared)


def _newest_cards(rows):
    """(entry, exit) of each person where both were filled in one version of the card; later answers stand."""
    cards = defaultdict(dict)
    for person, moment, card, *answer in rows:
        cards[person, card].setdefault(moment, {})[answer[0]] = answer
    for found in cards.values():
        if set(found) == {DiagnosisMoment.ENTRY, DiagnosisMoment.EXIT}:
            yield found[DiagnosisMoment.ENTRY], found[DiagnosisMoment.EXIT]


def _compared(entry, leaving):
    statements = [(code, direction) for code, direction, *_ in entry.values()]
    scoring = next(iter(entry.values()))[3]
    first, last = ({code: row[2] for code, row in card.items()} for card in (entry, leaving))
    return compare(statements, first, last, rules_of(scoring))


@dataclass(frozen=True)
class Career:
    """A teacher young on the day of hire: until when observed, whether left by then, whether ever had a mentor."""

    person: int
    hired: date
    until: date
    left: bool
    mentored: bool


def careers(day, years):
    """Careers of teachers hired within `years` before the day and young then, as they stand on the day."""
    return _careers(day, [Dated(*row) for row in _career_rows(day, years)])


def _career_rows(day, years):
    dates = {"first": F("hired_on"), "second": F("left_on"), "third": F("teaching_since")}
    return _dated("hires", sets.young_careers(day, years), person=F("pk"), flag=_case(sets.mentored()), **dates)


def _careers(day, rows):
    limit = office().setting("young_years")
    return [
        Career(
            row.person, row.first, min(row.second or day, day), row.second is not None and row.second <= day, row.flag
        )
        for row in sorted(rows, key=lambda row: (row.first, row.person))
        if row.third > add_years(row.first, -limit)
    ]


def _case(condition):
    return Case(When(condition, then=Value(True)), default=Value(False), output_field=BooleanField())


def _after_rows(question):
    """Places of mentees in programs ended from two to one years before the date."""
    first, last = add_years(question.on, -2), add_years(question.on, -1)
    rows = PairMember.objects.filter(
        side=Side.MENTEE,
        person__is_teacher=True,
        person__employment__in=shared.STAFF,
        pair__programs__state__in=shared.ENDED,
        pair__programs__ended_on__gt=first,
        pair__programs__ended_on__lte=last,
    )
    dates = {"first": F("pair__programs__ended_on"), "second": F("person__left_on")}
    return _dated("after_a_year", rows, person=F("person_id"), place=F("pk"), **dates)


def _after_a_year(rows):
    """(still at work a year after, of how many); of several programs of one person the last to end counts."""
    rows = sorted(rows, key=lambda row: (row.first, row.place))
    kept = {row.person: row.second is None or row.second > add_years(row.first, 1) for row in rows}
    return sum(kept.values()), len(kept)


# Dates of different things as alike rows


@dataclass(frozen=True)
class Dated:
    kind: str
    person: int | None
    place: int | None
    state: str | None
    of_pair: str | None
    first: date | None
    second: date | None
    third: date | None
    flag: bool | None


HIRE_YEARS = 3  # how far back the register looks at who was hired
TYPES = {
    "person": IntegerField(), "place": IntegerField(), "state": CharField(max_length=30),
    "of_pair": CharField(max_length=30), "first": DateField(), "second": DateField(), "third": DateField(),
    "flag": BooleanField(),
}  # fmt: skip


def _dated(kind, rows, **columns):
    """The rows with Dated's columns; what they have not is an empty cell of its type."""
    cells = {name: Cast(columns.get(name, Value(None)), output_field=cell) for name, cell in TYPES.items()}
    named = {f"of_{name}": cell for name, cell in {"kind": Value(kind, CharField()), **cells}.items()}
    return rows.order_by().annotate(**named).values_list(*named)


DATED = {
    "requests": (_request_rows, _requests),
    "hires": (
        lambda question: _career_rows(question.on, HIRE_YEARS),
        lambda question, rows: _careers(question.on, rows),
    ),
    "after_a_year": (_after_rows, lambda question, rows: _after_a_year(rows)),
}


def read_dated(question, names):
    """{name: what it says}: requests (Asked), hires of three years (Careers), after_a_year (pair), in one query."""
    first, *others = [DATED[name][0](question) for name in names]
    found = defaultdict(list)
    for values in first.union(*others, all=True) if others else first:
        row = Dated(*values)
        found[row.kind].append(row)
    return {name: DATED[name][1](question, found[name]) for name in names}


def paid(question):
    """Roubles paid for periods that ended within the year so far."""
    rows = Payment.objects.filter(until__gte=question.year.starts, until__lte=question.on)
    return rows.aggregate(sum=Sum("amount", default=0, output_field=DecimalField()))["sum"]
