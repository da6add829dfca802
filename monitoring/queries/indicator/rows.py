"""Rows that the register's arithmetic needs one by one: dates, cards, careers. One query a function."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from django.db.models import BooleanField, Case, DecimalField, Sum, Value, When
from django.db.models.functions import TruncDate

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


def requests(question):
    rows = shared.requests(question).annotate(asked_on=TruncDate("sent_at"))
    found = list(rows.values_list("state", "pair__state", "asked_on", "pair__order__date"))
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
    rows = (
        sets.young_careers(day, years)
        .annotate(with_mentor=_case(sets.mentored()))
        .order_by("hired_on", "pk")
        .values_list("pk", "hired_on", "left_on", "teaching_since", "with_mentor")
    )
    limit = office().setting("young_years")
    return [
        Career(pk, hired, min(left or day, day), left is not None and left <= day, with_mentor)
        for pk, hired, left, began, with_mentor in rows
        if began > add_years(hired, -limit)
    ]


def _case(condition):
    return Case(When(condition, then=Value(True)), default=Value(False), output_field=BooleanField())


def young_hires(question):
    return careers(question.on, 3)


def after_a_year(question):
    """(still at work a year after, of how many): mentees of programs ended from two to one years before the date."""
    first, last = add_years(question.on, -2), add_years(question.on, -1)
    rows = (
        PairMember.objects.filter(
            side=Side.MENTEE,
            person__is_teacher=True,
            person__employment__in=shared.STAFF,
            pair__programs__state__in=shared.ENDED,
            pair__programs__ended_on__gt=first,
            pair__programs__ended_on__lte=last,
        )
        .order_by("pair__programs__ended_on", "pk")
        .values_list("person_id", "person__left_on", "pair__programs__ended_on")
    )
    kept = {person: left is None or left > add_years(ended, 1) for person, left, ended in rows}
    return sum(kept.values()), len(kept)


def paid(question):
    """Roubles paid for periods that ended within the year so far."""
    rows = Payment.objects.filter(until__gte=question.year.starts, until__lte=question.on)
    return rows.aggregate(sum=Sum("amount", default=0, output_field=DecimalField()))["sum"]
