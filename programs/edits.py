"""What an editor sends, and how two people's edits meet: prints of what each field said when the page was opened."""

import hashlib
from dataclasses import dataclass, field

from mentoring.kit.canonical import canonical_json


def print_of(value):
    """A short print of a value: equal values, equal prints."""
    if isinstance(value, list | tuple):
        value = [getattr(row, "said", row) for row in value]
    return hashlib.sha256(canonical_json(value).encode()).hexdigest()[:10]


def prints_of(values):
    """{field: value} as one hidden field's text: «goal:3f…,tasks:a0…»."""
    return join_prints({name: print_of(value) for name, value in values.items()})


def join_prints(prints):
    return ",".join(f"{name}:{value}" for name, value in sorted(prints.items()))


def read_prints(text):
    """The hidden field back as {field: print}; whatever is not a print is passed over."""
    pairs = (part.partition(":") for part in str(text or "").split(",") if ":" in part)
    return {name: value for name, _, value in pairs}


@dataclass(frozen=True)
class Clash:
    """One field that two people changed differently."""

    name: str
    theirs: object
    mine: object


def merge(base, theirs, mine):
    """(what to keep, clashes). `base` are prints of what I saw; a field one of us touched keeps that text."""
    kept, clashes = dict(theirs), []
    for name, value in mine.items():
        current = theirs.get(name)
        if print_of(value) == print_of(current) or base.get(name) == print_of(value):
            continue  # the same, or I did not touch it
        if base.get(name) == print_of(current):
            kept[name] = value
        else:
            clashes.append(Clash(name, current, value))
    return kept, clashes


EVENT_FIELDS = (
    "direction",
    "difficulty",
    "measure",
    "form",
    "mode",
    "starts",
    "due",
    "expected",
    "report_form",
    "responsible",
    "assignee",
    "checkpoint",
)

ITEM_FIELDS = tuple(name for name in EVENT_FIELDS if name != "difficulty")


def item_print(values):
    """The print of what a template gave to an event: a person's change of any of it shows, the linked difficulty does not."""
    return print_of({name: values[name] for name in ITEM_FIELDS})


@dataclass(frozen=True)
class EventRow:
    """A row of the plan editor. `base` is the print of the row as the editor saw it, empty for a new row.

    `values` maps EVENT_FIELDS to codes, keys, dates and texts; fields that could not be read are left out of it.
    """

    uuid: str
    base: str = ""
    values: dict = field(default_factory=dict)
    remove: bool = False
    keep: bool = False  # the editor chose to leave the row as it is now

    @property
    def blank(self):
        """Nothing was written: a spare row, whatever its lists show by default."""
        return not any(self.values.get(name) for name in ("measure", "expected", "report_form", "due", "starts"))


@dataclass(frozen=True)
class RowClash:
    """A row two people changed: `theirs` is None when the other one removed it."""

    uuid: str
    theirs: dict | None
    mine: dict


@dataclass(frozen=True)
class DifficultyRow:
    """A difficulty or strength as the editor sends it; `key` names the kept row it continues."""

    kind: str
    direction: str
    text: str
    statement: str = ""
    priority: bool = False
    member: int | None = None
    key: int | None = field(default=None, compare=False)

    @property
    def said(self):
        """The row without its key, for prints."""
        return [self.kind, self.direction, self.text, self.statement, self.priority, self.member]


def in_order(rows, directions):
    """Difficulties, then strengths, by direction (`directions` are codes in order)."""
    places = {code: number for number, code in enumerate(directions)}
    return tuple(
        sorted(
            rows, key=lambda row: (row.kind, places.get(row.direction, 99), row.statement, row.text, row.member or 0)
        )
    )
