"""Which card is in use, which one of a person is open, which entry an exit is compared with."""

from mentoring.choices import DiagnosisMoment, DiagnosisState, Side
from mentoring.choices.pair import LIVE_STATES
from mentoring.models import Diagnosis, DiagnosisCard, Pair


def card_in_use():
    """The newest published version, or None."""
    return DiagnosisCard.objects.filter(published=True).order_by("-version", "-pk").first()


def open_of(person, moment):
    """The person's card of this moment that waits to be filled, or None."""
    return Diagnosis.objects.open().filter(person=person, moment=moment).first()


def entry_before(person):
    """The last sent entry card of a person, or None."""
    entries = Diagnosis.objects.done().filter(person=person, moment=DiagnosisMoment.ENTRY).select_related("card")
    return entries.order_by("-done_at", "-pk").first()


def entry_of(exit, cards):
    """The entry card an exit is compared with, among a person's `cards`: of the exit's own pair first, then the last."""
    earlier = [
        card
        for card in cards
        if card.moment == DiagnosisMoment.ENTRY and card.state == DiagnosisState.DONE and card.asked_at <= exit.asked_at
    ]
    earlier.sort(key=lambda card: (bool(exit.pair_id and card.pair_id == exit.pair_id), card.done_at, card.pk))
    return earlier[-1] if earlier else None


def live_pair_of(person):
    """The one live pair in which the person is a mentee; None when there is none or more than one."""
    member = {"members__person": person, "members__side": Side.MENTEE, "members__until__isnull": True}
    pairs = list(Pair.objects.filter(state__in=LIVE_STATES, **member).distinct()[:2])
    return pairs[0] if len(pairs) == 1 else None
