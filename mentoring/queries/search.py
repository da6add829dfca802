"""The search box of the header: people and pairs the reader may open."""

from dataclasses import dataclass

from mentoring.access import pairs_for, people_for
from mentoring.kit.text import fold

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
    for word in fold(q).split():
        pairs = pairs.filter(members__person__sort_key__contains=word)
    pairs = pairs.distinct()
    return Found(
        q,
        tuple(people.in_order()[:LIMIT]),
        people.count(),
        tuple(pairs.with_members().select_related("year")[:LIMIT]),
        pairs.count(),
    )
