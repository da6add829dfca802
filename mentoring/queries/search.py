"""The search box of the header: people and pairs the reader may open."""

from dataclasses import dataclass

from django.db.models import Exists, OuterRef

from mentoring.access import pairs_for, people_for
from mentoring.kit.text import words_of
from mentoring.models import PairMember

LIMIT = 20


@dataclass(frozen=True)
class Found:
    q: str
    people: tuple
    people_total: int
    pairs: tuple
    pairs_total: int


def find(actor, q):
    """Up to LIMIT people and pairs by every word of `q`, with totals."""
    q = " ".join(q.split())[:100]
    if not q:
        return Found("", (), 0, (), 0)
    people = people_for(actor).search(q).select_related("unit")
    pairs = pairs_for(actor)
    for word in words_of(q):
        named = PairMember.objects.filter(pair=OuterRef("pk"), person__sort_key__contains=word)
        pairs = pairs.filter(Exists(named))
    return Found(
        q,
        tuple(people.in_order()[:LIMIT]),
        people.count(),
        tuple(pairs.with_members().select_related("year")[:LIMIT]),
        pairs.count(),
    )
