"""Which mentor's consent stands for a person now, for many people at once."""

from mentoring.choices import ConsentKind, ConsentState
from mentoring.models import Consent
from mentoring.models.person import OUTSIDERS

MENTOR_KINDS = (ConsentKind.MENTOR, ConsentKind.PARTNER_MENTOR)
_ORDER = (ConsentState.GIVEN, ConsentState.OUTDATED, ConsentState.REQUESTED, ConsentState.AWAITING_SCAN)


def consent_kind_of(person):
    """An employee agrees under the labor code, a partner or outside teacher under a contract (4.2, 4.3.3)."""
    return ConsentKind.PARTNER_MENTOR if person.employment in OUTSIDERS else ConsentKind.MENTOR


def mentor_consents(people):
    """{person id: Consent} of the kind each needs, in one query: one in force, else one awaited, else the last word."""
    kinds = {person.pk: consent_kind_of(person) for person in people}
    found = {}
    for consent in Consent.objects.filter(person__in=list(kinds), kind__in=MENTOR_KINDS).order_by("id"):
        if consent.kind != kinds[consent.person_id]:
            continue
        kept = found.get(consent.person_id)
        if kept is None or _weight(consent) <= _weight(kept):
            found[consent.person_id] = consent
    return found


def _weight(consent):
    return _ORDER.index(consent.state) if consent.state in _ORDER else len(_ORDER)


def consent_date(consent):
    """The day it was given or revoked; of a refusal no page tells the day."""
    if consent is None:
        return None
    return consent.revoked_on if consent.state == ConsentState.REVOKED else consent.given_on
