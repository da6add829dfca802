"""The text of a report as it is sent: facts the system knew on that day and the author's judgement, one frozen value.

Schema 1. Built by queries/report_facts.py, kept as the canonical payload of a ProgressReport and of its registered
document, printed by documents/report.py. Proposals are no part of it: the office alone reads them (clause 4.2).
"""

from dataclasses import dataclass, field, fields
from datetime import date

from programs.text import CollegeText

SCHEMA = 1


@dataclass(frozen=True)
class Who:
    """A participant with the name and post of the day."""

    person: int
    full_name: str
    short_name: str
    signature_name: str
    post: str = ""
    gender: str = ""


@dataclass(frozen=True)
class PlanCount:
    """The plan on the day, counted as the program's page counts it; `late` have no mark though their date passed."""

    total: int = 0
    done: int = 0
    partly: int = 0
    moved: int = 0
    not_done: int = 0
    late: int = 0
    unmarked: int = 0


@dataclass(frozen=True)
class EventFact:
    """An event of the period with its mark, or one still ahead."""

    measure: str
    state: str
    word: str
    when: date | None = None
    result: str = ""
    left: str = ""
    reason: str = ""
    proofs: tuple[str, ...] = ()
    member: int | None = None


@dataclass(frozen=True)
class MeetingFact:
    when: date
    topic: str
    minutes: int = 0
    agreed: str = ""
    reason: str = ""  # of one that did not take place
    confirmed: bool = False


@dataclass(frozen=True)
class DifficultyFact:
    """A difficulty or a strength; `done` of `total` events that answer it are done."""

    text: str
    direction: str
    strength: bool = False
    done: int = 0
    total: int = 0
    member: int | None = None

    @property
    def said(self):
        if not self.total:
            return "мероприятий по нему в плане нет"
        return "все мероприятия выполнены" if self.done == self.total else f"выполнено {self.done} из {self.total}"


@dataclass(frozen=True)
class MemberFact:
    """What was expected of a mentee, what was reached, and how the card of difficulties changed."""

    person: int
    expected: str = ""
    reached: str = ""
    card: str = ""


@dataclass(frozen=True)
class AchievementFact:
    """What a participant did in the period, as it was known on that day; `part` is what the mentor did for it."""

    member: int
    who: str
    kind: str
    title: str
    result: str
    level: str
    when: date
    confirmed: bool = False
    part: str = ""
    commission: bool = False


@dataclass(frozen=True)
class ReportFacts:
    college: CollegeText
    year: str
    number: int | None
    order: str
    kind: str  # form and kind of mentoring in words
    short: bool  # a kind of mentoring without a plan
    mentors: tuple[Who, ...]
    mentees: tuple[Who, ...]
    since: date
    until: date
    term_since: date
    term_until: date
    goal: str = ""
    expected: str = ""
    plan: PlanCount = field(default_factory=PlanCount)
    events: tuple[EventFact, ...] = ()  # marked in the period
    undone: tuple[EventFact, ...] = ()  # due by its end and not done, with reasons
    ahead: tuple[EventFact, ...] = ()
    held: tuple[MeetingFact, ...] = ()
    missed: tuple[MeetingFact, ...] = ()
    difficulties: tuple[DifficultyFact, ...] = ()
    members: tuple[MemberFact, ...] = ()
    achievements: tuple[AchievementFact, ...] = ()

    @property
    def minutes(self):
        return sum(meeting.minutes for meeting in self.held)

    @property
    def agreements(self):
        return tuple(meeting for meeting in self.held if meeting.agreed)

    def of(self, person):
        """These facts as one mentee reads them: what belongs to other members of the group is left out."""
        mine = (None, person)
        return ReportFacts(
            **{
                **{f.name: getattr(self, f.name) for f in fields(self)},
                "events": tuple(row for row in self.events if row.member in mine),
                "undone": tuple(row for row in self.undone if row.member in mine),
                "ahead": tuple(row for row in self.ahead if row.member in mine),
                "difficulties": tuple(row for row in self.difficulties if row.member in mine),
                "members": tuple(row for row in self.members if row.person == person),
                "achievements": tuple(row for row in self.achievements if row.member == person),
            }
        )


@dataclass(frozen=True)
class ReportText:
    kind: str
    author: Who
    facts: ReportFacts
    said: dict
    schema: int = SCHEMA


_ROWS = {
    "mentors": Who,
    "mentees": Who,
    "events": EventFact,
    "undone": EventFact,
    "ahead": EventFact,
    "held": MeetingFact,
    "missed": MeetingFact,
    "difficulties": DifficultyFact,
    "members": MemberFact,
    "achievements": AchievementFact,
}
_DATES = {"since", "until", "term_since", "term_until", "when"}


def from_payload(payload):
    """The text kept in a ProgressReport, of any schema so far."""
    kept = payload["facts"]
    facts = {name: value for name, value in _part(ReportFacts, kept).items() if name not in _ROWS}
    facts["college"], facts["plan"] = CollegeText(**kept["college"]), PlanCount(**_part(PlanCount, kept["plan"]))
    for name, row in _ROWS.items():
        facts[name] = tuple(row(**_part(row, each)) for each in kept.get(name, ()))
    return ReportText(payload["kind"], Who(**_part(Who, payload["author"])), ReportFacts(**facts), payload["said"])


def _part(kind, row):
    names = [f.name for f in fields(kind)]
    return {name: _value(name, row[name]) for name in names if name in row}


def _value(name, value):
    if name in _DATES and isinstance(value, str):
        return date.fromisoformat(value)
    return tuple(value) if name == "proofs" else value
