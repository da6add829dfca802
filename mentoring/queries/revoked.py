"""Live pairs whose mentor has taken the consent back and has given no other: what must be decided by the last day."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Exists, OuterRef, Subquery

from mentoring.choices import ChangeKind, ConsentState, PairState, Side
from mentoring.choices.pair import LIVE_STATES
from mentoring.kit.dates import short, words
from mentoring.models import Consent, Pair, PairChange, PairMember, Person
from mentoring.queries.mentor_consent import MENTOR_KINDS
from mentoring.queries.pairs_of import open_pairs_of
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
    """Pairs that wait for the curator: replace the mentor or end the pair. A replacement once begun has deeds of its own."""
    revoked = Consent.objects.filter(kind__in=MENTOR_KINDS, state=ConsentState.REVOKED).values("person")
    theirs = PairMember.objects.filter(person__in=revoked, side=Side.MENTOR, until__isnull=True).values("pair")
    waiting = with_revocation(Pair.objects.filter(pk__in=theirs, state__in=UNDECIDED)).filter(
        revoked_until__isnull=False
    )
    return waiting.exclude(Exists(being_replaced(OuterRef("pk"), OuterRef("revoked_person"))))


def being_replaced(pair, person):
    """Open replacements of this person in this pair."""
    return PairChange.objects.open().filter(kind=ChangeKind.REPLACE, pair=pair, leaving=person)


@dataclass(frozen=True)
class Revocation:
    """A mentor's consent taken back: what the replacement and the completion begin with."""

    person: Person
    on: date
    last_day: date

    @property
    def basis(self):
        """In the genitive, for the order."""
        return f"заявления {self.person.short_case('gen')} об отзыве согласия от {short(self.on)}"

    @property
    def reason(self):
        """What the pair reads: that there was a statement, not what it says."""
        return f"Заявление наставника от {words(self.on)}."

    def first_day(self, today):
        """The first day without this mentor."""
        return max(today, self.last_day + timedelta(days=1))


def revocation_of(pair):
    """The revocation this live pair is to be decided by, or None. Two queries."""
    found = with_revocation(Pair.objects.filter(pk=pair.pk, state__in=UNDECIDED)).values_list("revoked_person")
    person = next((row[0] for row in found), None)
    if person is None:
        return None
    revoked = Consent.objects.filter(person=person, kind__in=MENTOR_KINDS, state=ConsentState.REVOKED)
    consent = revoked.select_related("person").order_by("-pk").first()
    return Revocation(consent.person, consent.revoked_on, consent.last_day) if consent.revoked_on else None


def replacement_begins(petition, revoked, today):
    """Initial fields of a replacement: all that is known from a revocation or a petition.

    A mentee's petition is no basis in an order that his former mentor reads; a mentor's own statement is.
    """
    if revoked:
        known = {"on": revoked.first_day(today), "reason": revoked.reason, "basis": revoked.basis}
        return {**known, "who": f"{Side.MENTOR.value}-{revoked.person.pk}"}
    if petition is None or not petition.is_statement:
        return {"on": today}
    basis = f"заявления {petition.author.short_case('gen')} № {petition.number} от {short(petition.sent_at)}"
    return {"on": today, "basis": basis, "who": f"{Side.MENTOR.value}-{petition.author_id}"}


def revoked_words(actor, pair):
    """The sentence on the pair's page: for the office what to do by when, for the mentor that there is a way back.

    To the rest of the pair and to heads it says nothing: they hear the decision, not the reason.
    """
    if pair.state not in UNDECIDED or not pair.revoked_until:
        return ""
    day = words(pair.revoked_until)
    if actor.person and actor.person.pk == pair.revoked_person:
        return f"Вы отозвали согласие: последний день – {day}. До него отзыв можно отменить в «Моих согласиях»."
    if actor.has("curator") and getattr(pair, "changing", False) and pair.state == PairState.REPLACING:
        return f"Наставник отозвал согласие: последний день – {day}. Замена уже готовится."
    if actor.has("curator"):
        return (
            f"Наставник отозвал согласие: последний день – {day}. Замените наставника или завершите пару до этого дня."
        )
    if actor.has("director"):
        return f"Наставник отозвал согласие: последний день – {day}. До этого дня нужен приказ."
    return ""


def pairs_to_decide(consent):
    """Open pairs that still count on a mentor who has revoked this consent; none when it is about anything else."""
    if consent.state != ConsentState.REVOKED or consent.kind not in MENTOR_KINDS:
        return ()
    return open_pairs_of(consent.person, Side.MENTOR)
