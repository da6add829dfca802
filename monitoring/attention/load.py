"""Places that mentees take with their mentors, as one aggregate: the same rule as mentoring/queries/load.py."""

from datetime import timedelta

from django.db.models import Count, DateField, F, Q, Value
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Cast, Coalesce, NullIf

from mentoring.choices import Kind, Side
from mentoring.choices.pair import CLOSED_STATES, LIVE_STATES
from mentoring.models import PairMember
from mentoring.queries.load import TAKING


def member_on(day, path="", *, since=None):
    """Of PairMember: in the pair on a day, or on any day from `since` to it."""
    stays = Q(**{f"{path}until__isnull": True}) | Q(**{f"{path}until__gte": since or day})
    return Q(**{f"{path}since__lte": day}) & stays


def pair_on(day, *, since=None):
    """Of PairMember: the pair was fixed by an order, had begun, and had not ended by that day (or by `since`)."""
    return Q(pair__since__lte=day) & (
        Q(pair__state__in=LIVE_STATES) | Q(pair__state__in=CLOSED_STATES, pair__ended_on__gt=since or day)
    )


def led(day=None):
    """(PairMember rows of mentors, the Count of mentees who take their places), for `values(person).annotate(count)`.

    Without a day: as of now, open drafts included. With one: the live pairs of that day. A speed consultation takes no
    place, nor does anybody a place of their own (the reverse kind).
    """
    if day is None:
        mentor = Q(until__isnull=True, pair__state__in=TAKING)
        mentee = Q(pair__members__until__isnull=True)
    else:
        mentor = member_on(day) & pair_on(day)
        mentee = member_on(day, "pair__members__")
    mentee &= Q(pair__members__side=Side.MENTEE) & ~Q(pair__members__person=F("person"))
    counted = Count("pair__members", filter=mentee)
    return PairMember.objects.filter(mentor, side=Side.MENTOR).exclude(pair__kind=Kind.SPEED).order_by(), counted


def program_wanted_by(days):
    """Of Pair: by when its program is due: as its order names it, else so many days after the order."""
    named = Cast(NullIf(KeyTextTransform("programs_due", "order__requisites"), Value("")), DateField())
    return Coalesce(named, Cast(F("order__date") + Value(timedelta(days=days)), DateField()))
