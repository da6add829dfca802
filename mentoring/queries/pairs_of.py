"""Live pairs and drafts of one person, for pages that must not forget them."""

from dataclasses import dataclass

from mentoring.choices.pair import DRAFT_STATES, LIVE_STATES
from mentoring.kit import dates
from mentoring.models import Pair


@dataclass(frozen=True)
class PairLine:
    """A pair in words: who, what state, until when, how many mentees."""

    pk: int
    title: str
    state: str
    until: str
    mentees: int


def open_pairs_of(person, side=""):
    """Pairs and drafts the person is in now (on a side, when given), in two queries."""
    mine = {"members__person": person, "members__until__isnull": True} | ({"members__side": side} if side else {})
    pairs = (
        Pair.objects.filter(**mine, state__in=(*DRAFT_STATES, *LIVE_STATES))
        .distinct()
        .with_members()
        .order_by("until", "pk")
    )
    return [
        PairLine(pair.pk, pair.title, pair.get_state_display(), dates.words(pair.until), len(pair.mentees))
        for pair in pairs
    ]
