"""Which card is in use, which one of a person is open, which entry an exit is compared with."""

from mentoring.choices import DiagnosisMoment, Side
from mentoring.choices.pair import LIVE_STATES
from mentoring.models import Diagnosis, DiagnosisCard, Pair


def card_in_use():
    """The newest published version, or None."""
    return DiagnosisCard.objects.filter(published=True).order_by("-version", "-pk").first()


def open_of(person, moment):
    """The person's card of this moment that waits to be filled, or None."""
    return Diagnosis.objects.open().filter(person=person, moment=moment).first()


def entry_before(person, exit=None):
    """The last sent entry card of a person, of the exit's own pair when there is one there; None when there is none."""
    entries = Diagnosis.objects.done().filter(person=person, moment=DiagnosisMoment.ENTRY).select_related("card")
    entries = entries.order_by("-done_at", "-pk")
    if exit is None:
        return entries.first()
    earlier = [entry for entry in entries if entry.asked_at <= exit.asked_at]
    same = [entry for entry in earlier if exit.pair_id and entry.pair_id == exit.pair_id]
    return next(iter((*same, *earlier)), None)


def live_pair_of(person):
    """The one live pair in which the person is a mentee; None when there is none or more than one."""
    member = {"members__person": person, "members__side": Side.MENTEE, "members__until__isnull": True}
    pairs = list(Pair.objects.filter(state__in=LIVE_STATES, **member).distinct()[:2])
    return pairs[0] if len(pairs) == 1 else None
