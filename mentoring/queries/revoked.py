"""Live pairs whose mentor has taken the consent back and has given no other: what must be decided by the last day."""

from django.db.models import Exists, OuterRef, Subquery

from mentoring.choices import ConsentState, PairState, Side
from mentoring.choices.pair import LIVE_STATES
from mentoring.kit.dates import words
from mentoring.models import Consent, Pair, PairMember
from mentoring.queries.mentor_consent import MENTOR_KINDS
from mentoring.workflow.consent import IN_FORCE

UNDECIDED = tuple(state for state in LIVE_STATES if state != PairState.ENDING)


def with_revocation(pairs):
    """Pairs with `revoked_person` and `revoked_until`: whose consent is taken back and the last day; None when nobody's."""
    members = PairMember.objects.filter(pair=OuterRef("pk"), side=Side.MENTOR, until__isnull=True)
    again = Consent.objects.filter(person=OuterRef("person"), kind__in=MENTOR_KINDS, state__in=IN_FORCE)
    revoked = Consent.objects.filter(person=OuterRef("person"), kind__in=MENTOR_KINDS, state=ConsentState.REVOKED)
    day = revoked.order_by("-pk").values("last_day")[:1]
    left = members.filter(~Exists(again)).annotate(last=Subquery(day)).filter(last__isnull=False).order_by("last", "pk")
    return pairs.annotate(
        revoked_person=Subquery(left.values("person")[:1]), revoked_until=Subquery(left.values("last")[:1])
    )


def revoked_pairs():
    """Pairs that wait for the curator: replace the mentor or end the pair."""
    return with_revocation(Pair.objects.filter(state__in=UNDECIDED)).filter(revoked_until__isnull=False)


def revoked_words(actor, pair):
    """The sentence on the pair's page: for the office what to do by when, for the mentor that there is a way back.

    To the rest of the pair and to heads it says nothing: they hear the decision, not the reason.
    """
    if pair.state not in UNDECIDED or not pair.revoked_until:
        return ""
    day = words(pair.revoked_until)
    if actor.person and actor.person.pk == pair.revoked_person:
        return f"Вы отозвали согласие: последний день – {day}. До него отзыв можно отменить в «Моих согласиях»."
    if actor.has("curator"):
        return (
            f"Наставник отозвал согласие: последний день – {day}. Замените наставника или завершите пару до этого дня."
        )
    if actor.has("director"):
        return f"Наставник отозвал согласие: последний день – {day}. До этого дня нужен приказ."
    return ""
