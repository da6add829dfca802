"""«Мои согласия»: what a person gave, under which text, and what may be done about it now; all kinds of one person."""

from dataclasses import dataclass

from mentoring.access import may_keep_bank
from mentoring.choices import ConsentKind, ConsentState
from mentoring.kit import dates
from mentoring.kit.states import StateTag
from mentoring.kit.verdict import Verdict
from mentoring.models import Consent
from mentoring.queries.consent import NEEDED, consent_tag
from mentoring.workflow.consent import AWAITED, CONSENT, LIVE


@dataclass(frozen=True)
class OwnLine:
    """One consent of the reader's own."""

    consent: Consent
    name: str
    tag: StateTag
    text_words: str
    to_answer: bool
    revoke: Verdict
    restore: Verdict


@dataclass(frozen=True)
class OwnConsents:
    waiting: tuple[OwnLine, ...]
    now: tuple[OwnLine, ...]
    before: tuple[OwnLine, ...]

    @property
    def empty(self):
        return not (self.waiting or self.now or self.before)


def own_consents(actor):
    """What waits for an answer, what acts, what was before: one query."""
    rows = Consent.objects.filter(person=actor.person).select_related("text", "person").order_by("-pk")
    lines = [_line(actor, row) for row in rows]
    waiting = tuple(line for line in lines if line.to_answer)
    now = tuple(line for line in lines if line not in waiting and (line.consent.state in LIVE or line.restore))
    return OwnConsents(waiting, now, tuple(line for line in lines if line not in waiting and line not in now))


def _line(actor, consent):
    return OwnLine(
        consent=consent,
        name=consent.text.name,
        tag=consent_tag(consent, "person"),
        text_words=f"редакция № {consent.text.version}, действует с {dates.words(consent.text.since, year=True)}",
        to_answer=consent.state in AWAITED,
        revoke=CONSENT.verdict("revoke", actor, consent),
        restore=CONSENT.verdict("restore", actor, consent),
    )


@dataclass(frozen=True)
class KindOfPerson:
    """A kind of consent for one person: its last word and whether it may be asked for or recorded now."""

    kind: str
    name: str
    tag: StateTag
    pk: int
    needs_details: bool
    ask: Verdict
    record: bool


def kinds_of(actor, person, may_request):
    """Every kind; `may_request` is the action's own verdict. Two queries and one of each kind's verdict."""
    last = {}
    for consent in Consent.objects.filter(person=person).select_related("text", "person").order_by("pk"):
        last[consent.kind] = consent
    keeps = bool(may_keep_bank(actor))
    return tuple(_kind(kind, last.get(kind), may_request(actor, person, kind), keeps) for kind in ConsentKind.values)


def _kind(kind, consent, ask, keeps):
    waits = consent is not None and consent.state in AWAITED
    return KindOfPerson(
        kind=kind,
        name=str(ConsentKind(kind).label),
        tag=consent_tag(consent, "curator") if consent else StateTag("calm", "Не запрошено", ""),
        pk=consent.pk if consent and consent.state != ConsentState.REFUSED else 0,
        needs_details=kind in NEEDED,
        ask=ask,
        record=keeps and (waits or (bool(ask) and kind not in NEEDED)),
    )
