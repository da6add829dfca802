"""How many places each mentor has taken: mentees in live pairs and in open drafts; speed consultations take none."""

from dataclasses import dataclass

from django.db.models import Count, F, Q

from mentoring.choices import Kind, PairState, Side
from mentoring.choices.pair import CLOSED_STATES, DRAFT_STATES, LIVE_STATES
from mentoring.models import PairMember

TAKING = (*DRAFT_STATES, *LIVE_STATES)
FIRM = (PairState.IN_ORDER, *LIVE_STATES)


@dataclass(frozen=True)
class Place:
    """`mentees` of one pair that take places of one mentor; `firm` pairs are live or already sent in an order."""

    mentor_id: int
    pair_id: int
    mentees: int
    firm: bool


def places_of(person_ids=None):
    """Every Place of these mentors (all when None), in one query."""
    mentees = Q(pair__members__side=Side.MENTEE, pair__members__until__isnull=True)
    rows = PairMember.objects.filter(side=Side.MENTOR, until__isnull=True, pair__state__in=TAKING).exclude(
        pair__kind=Kind.SPEED
    )
    if person_ids is not None:
        rows = rows.filter(person__in=list(person_ids))
    counted = (
        rows.order_by()
        .values("person_id", "pair_id", "pair__state")
        .annotate(
            n=Count("pair__members__person", filter=mentees & ~Q(pair__members__person=F("person")), distinct=True)
        )
    )
    return [Place(r["person_id"], r["pair_id"], r["n"], r["pair__state"] in FIRM) for r in counted if r["n"]]


@dataclass(frozen=True)
class Standing:
    """One mentor in numbers: places taken now, pairs ever led, of them finished by plan."""

    taken: int = 0
    led: int = 0
    finished: int = 0


def standings():
    """{person id: Standing} of every mentor who ever was in a pair, in one query."""
    mentees = Q(pair__members__side=Side.MENTEE, pair__members__until__isnull=True)
    taking = Q(until__isnull=True, pair__state__in=TAKING) & ~Q(pair__kind=Kind.SPEED)
    rows = (
        PairMember.objects.filter(side=Side.MENTOR)
        .order_by()
        .values("person_id")
        .annotate(
            taken=Count(
                "pair__members",
                filter=taking & mentees & ~Q(pair__members__person=F("person")),
                distinct=True,
            ),
            led=Count("pair", filter=Q(pair__state__in=(*LIVE_STATES, *CLOSED_STATES)), distinct=True),
            finished=Count("pair", filter=Q(pair__state=PairState.COMPLETED), distinct=True),
        )
    )
    return {row["person_id"]: Standing(row["taken"], row["led"], row["finished"]) for row in rows}


def load_by_mentor(person_ids=None):
    """{person id: places taken}; mentors without mentees are left out."""
    return sum_up(places_of(person_ids))


def sum_up(places):
    loads = {}
    for place in places:
        loads[place.mentor_id] = loads.get(place.mentor_id, 0) + place.mentees
    return loads
