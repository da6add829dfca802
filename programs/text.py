"""The text of a program as it is signed: one frozen value, whatever happens later to people, names and settings.

Schema 1. Built from live rows by queries/program_text.py, kept as the canonical payload of a ProgramVersion, printed by
documents/program.py. Words that the college may rename (directions, forms, kinds) are kept beside their codes.
"""

from dataclasses import dataclass, fields
from datetime import date

from mentoring.choices import Side
from programs.choices import Checkpoint, DifficultyKind

SCHEMA = 1


def lowered(words):
    """A name inside a sentence: «методическое», but «ИКТ и цифровизация»."""
    return words if words[1:2].isupper() else words[:1].lower() + words[1:]


@dataclass(frozen=True)
class CollegeText:
    parent_body: str = ""
    full_name: str = ""
    short_name: str = ""
    name_gen: str = ""
    city: str = ""
    head_post: str = ""


@dataclass(frozen=True)
class MemberText:
    """A participant on one side. `about` is the mentor's category or the mentee's groups, `gender` is m, f or unknown."""

    person: int
    side: str
    full_name: str
    name_gen: str
    signature_name: str
    short_name: str
    post: str = ""
    about: str = ""
    direction: str = ""
    expected: str = ""
    gender: str = ""


@dataclass(frozen=True)
class DifficultyText:
    """A difficulty or a strength; `key` ties events to it, `member` is the person it belongs to in a group."""

    key: int
    kind: str
    direction_code: str
    direction: str
    text: str
    statement: str = ""
    priority: bool = False
    member: int | None = None

    @property
    def is_strength(self):
        return self.kind == DifficultyKind.STRENGTH


@dataclass(frozen=True)
class EventText:
    uuid: str
    measure: str
    direction_code: str = ""
    direction: str = ""
    direction_short: str = ""
    difficulty: int | None = None
    form: str = ""
    mode: str = ""
    starts: date | None = None
    due: date | None = None
    expected: str = ""
    report_form: str = ""
    responsible: str = ""
    assignee: int | None = None
    checkpoint: str = Checkpoint.NONE.value
    required: bool = True


@dataclass(frozen=True)
class ProgramText:
    college: CollegeText
    year: str
    order_number: str
    order_date: date | None
    form: str
    model: str
    kind_code: str
    kind: str
    extra_kinds: tuple[str, ...]
    mode_code: str
    mode: str
    since: date
    until: date
    exception: str
    authorship: str
    members: tuple[MemberText, ...]
    problem: str = ""
    strengths: str = ""
    goal: str = ""
    tasks: tuple[str, ...] = ()
    difficulties: tuple[DifficultyText, ...] = ()
    mentor_work: str = ""
    mentee_work: str = ""
    events: tuple[EventText, ...] = ()
    schedule: str = ""
    link: str = ""
    conditions: str = ""
    interim: str = ""
    interim_date: date | None = None
    planned: str = ""
    schema: int = SCHEMA

    @property
    def days(self):
        """Length of the term in calendar days, both ends counted."""
        return (self.until - self.since).days + 1

    def side(self, side):
        return tuple(member for member in self.members if member.side == side)

    @property
    def mentors(self):
        return self.side(Side.MENTOR)

    @property
    def mentees(self):
        return self.side(Side.MENTEE)

    @property
    def is_two_way(self):
        """Reverse mentoring: the same people on both sides."""
        return {m.person for m in self.mentors} == {m.person for m in self.mentees}

    @property
    def is_group(self):
        return not self.is_two_way and (len(self.mentors) > 1 or len(self.mentees) > 1)

    def difficulty_of(self, event):
        return next((row for row in self.difficulties if row.key == event.difficulty), None)

    def member_of(self, person):
        """The first appearance of a person among the members, or None."""
        return next((member for member in self.members if member.person == person), None)


_PARTS = {"members": MemberText, "difficulties": DifficultyText, "events": EventText}
_DATES = {"since", "until", "order_date", "interim_date", "starts", "due"}


def from_payload(payload):
    """The text kept in a ProgramVersion, of any schema so far."""
    data = {name: payload[name] for name in _names(ProgramText) if name in payload}
    data["college"] = CollegeText(**payload["college"])
    for name, part in _PARTS.items():
        data[name] = tuple(_part(part, row) for row in payload[name])
    for name in ("tasks", "extra_kinds"):
        data[name] = tuple(payload[name])
    return ProgramText(**_dated(data))


def _part(kind, row):
    return kind(**_dated({name: row[name] for name in _names(kind) if name in row}))


def _dated(data):
    return {name: date.fromisoformat(v) if name in _DATES and isinstance(v, str) else v for name, v in data.items()}


def _names(kind):
    return [field.name for field in fields(kind)]
