"""Plain facts about a draft pair, and what its draft state follows from."""

from dataclasses import dataclass
from datetime import date, timedelta

from mentoring.choices import ConsentState, PairState

STOP, WARN, INFO = "stop", "warn", "info"
IN_FORCE = (ConsentState.GIVEN, ConsentState.OUTDATED)  # an outdated text is in force until the new one is answered
WAITING = (ConsentState.REQUESTED, ConsentState.AWAITING_SCAN)
CONSENT_WAITING = "consent_waiting"


@dataclass(frozen=True)
class Finding:
    """What a rule found. `stop` keeps the pair out of an order, `warn` asks to look, `info` tells what comes later."""

    level: str
    text: str
    clause: str = ""
    code: str = ""

    @property
    def words(self):
        """The text with its clause: «…выберите „В группе“ (п. 4.4)»."""
        if not self.clause or "(п." in self.text:
            return self.text
        return f"{self.text.rstrip('.')} (п. {self.clause})."


@dataclass(frozen=True)
class MemberFacts:
    """One person on one side. Names are told in the cases the texts need."""

    person_id: int
    name: str
    name_gen: str
    side: str
    direction_id: int | None = None
    birth_date: date | None = None
    hired_on: date | None = None
    left_on: date | None = None
    is_mentor: bool = False
    is_mentee: bool = True  # has a record in the register of mentees
    is_partner: bool = False
    is_head: bool = False  # of a unit or of the college; read for the form «руководитель – педагог» alone
    organization: str = ""
    has_contract: bool = True
    consent: str = ""  # a ConsentState, empty when nothing was ever asked
    consent_on: date | None = None  # given or revoked
    consent_due: date | None = None
    capacity: int = 0
    load: int = 0  # mentees in other pairs that take a place before this one
    idle_until: date | None = None
    takes_new: bool = True
    retired_on: date | None = None
    busy_with: str = ""  # a mentee's other live pair: its mentor
    busy_until: date | None = None
    boss_ids: tuple[int, ...] = ()


@dataclass(frozen=True)
class PairFacts:
    form: str
    model: str
    kind: str
    extra_kinds: tuple[str, ...]
    mode: str
    since: date
    until: date
    answer_days: int | None
    criteria: str
    exception: str
    members: tuple[MemberFacts, ...]
    days_min: int = 90
    days_max: int = 366
    forms_shown: tuple[str, ...] = ()
    forbid_boss: bool = False

    @property
    def mentors(self):
        return tuple(m for m in self.members if m.side == "mentor")

    @property
    def mentees(self):
        return tuple(m for m in self.members if m.side == "mentee")

    @property
    def days(self):
        """Length of the term in days, both ends counted."""
        return (self.until - self.since).days + 1

    @property
    def complete(self):
        return bool(self.mentors and self.mentees)


def stops(findings):
    return [finding for finding in findings if finding.level == STOP]


def draft_state(facts, findings):
    """The draft state: an empty side → looking, an obstacle → blocked, only a consent awaited → asked, else ready."""
    if not facts.complete:
        return PairState.LOOKING
    found = stops(findings)
    if any(finding.code != CONSENT_WAITING for finding in found):
        return PairState.BLOCKED
    return PairState.ASKED if found else PairState.READY


def default_term(on, year_ends, days_min, wished_until=None, days_max=366):
    """(since, until) offered for a new pair: from the first of the next month to the wished date or the end of June.

    A date that makes the term shorter than `days_min` or longer than `days_max` days gives way to the nearest allowed.
    """
    since = (on.replace(day=1) + timedelta(days=32)).replace(day=1)
    earliest, latest = since + timedelta(days=days_min - 1), since + timedelta(days=days_max - 1)
    june = date(year_ends.year, 6, 30)
    if wished_until and earliest <= wished_until <= latest:
        return since, wished_until
    return since, june if earliest <= june <= latest else add_months_end(since, 3, earliest)


def add_months_end(since, months, not_before):
    """The last day of a term of whole months («1 декабря – 28 февраля»), never before `not_before`."""
    month = since.month - 1 + months
    first = date(since.year + month // 12, month % 12 + 1, 1)
    return max(first - timedelta(days=1), not_before)
