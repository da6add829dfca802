"""«Согласия»: own ones, all kinds of a person, texts and rounds, what follows a revocation."""

from mentoring.actions.consent import give_consent, request_consent
from mentoring.actions.file import store_bytes
from mentoring.actions.revocation import revoke_consent
from mentoring.queries.consent import asked_wording
from mentoring.tests import make

from . import EVERYONE, Row

KEEPERS = "curator admin"
HOLDERS = "curator director other_mentee"


def build(world):
    """A consent to data of another mentee, taken back by a statement whose scan is kept."""
    by, at, owner = make.actor(world.cast.curator), make.moment(), world.cast.other_mentee
    consent = request_consent(owner, "pd", by=by, at=at)
    world.revoked_consent = give_consent(consent, shown=asked_wording(consent).mark, by=make.actor(owner), at=at)
    revoke_consent(consent, by=make.actor(owner), at=at)
    consent.revoked_file = store_bytes(
        b"%PDF-1.4", name="заявление.pdf", content_type="application/pdf", purpose="consent", by=by, at=at
    )
    consent.save(update_fields=["revoked_file"])


def revoked(world):
    return [world.revoked_consent.pk]


ROWS = {
    "my_consents": Row(allowed=EVERYONE),
    "person_consents": Row(allowed="curator", denied=403, args=lambda world: [world.cast.mentor.pk]),
    "consent_ask": Row(allowed="curator", denied=403, args=lambda world: [world.cast.mentor.pk, "photo"]),
    "consent_list": Row(allowed=KEEPERS, denied=403),
    "consent_text": Row(allowed=KEEPERS, denied=403, args=lambda world: ["mentor"]),
    "consent_ask_everybody": Row(allowed=KEEPERS, denied=403, args=lambda world: ["mentor"], method="post", ok=302),
    "consent_restore": Row(allowed=HOLDERS, args=revoked, method="post", ok=302),
    "consent_settle": Row(allowed=KEEPERS, denied=403, args=revoked),
    "revocation_pdf": Row(allowed=HOLDERS, args=revoked),
    "revocation_docx": Row(allowed=HOLDERS, args=revoked),
    "revocation_file": Row(allowed=HOLDERS, args=revoked),
}
