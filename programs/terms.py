"""What an amendment may change, as plain values, and how two changes of one text meet (R25).

The terms of a program are the fields of its note that are settled by agreement and the items of its plan by their uuid.
An amendment keeps two of them: as it was when the work began, and as is proposed. Together with the terms in force they
meet by item: whatever only one of them touched is kept, what both touched differently is a clash.
"""

from dataclasses import dataclass, field, replace
from datetime import date

from programs.choices import AmendmentKind, SectionCode
from programs.edits import DifficultyRow, print_of

SECTIONS = {
    SectionCode.PARTICIPANTS: ("until", "exception"),
    SectionCode.GOAL: ("problem", "goal", "tasks"),
    SectionCode.DIFFICULTIES: ("strengths", "difficulties"),
    SectionCode.WORK: ("mentor_work", "mentee_work"),
    SectionCode.SCHEDULE: ("schedule", "mode", "link", "conditions"),
    SectionCode.RESULTS: ("interim", "interim_date", "planned", "expected"),
}
NAMES = {
    "until": "конец программы",
    "exception": "объяснение срока",
    "problem": "описание проблемы",
    "goal": "цель",
    "tasks": "задачи",
    "strengths": "на что опираемся",
    "difficulties": "затруднения и сильные стороны",
    "mentor_work": "что делает наставник",
    "mentee_work": "что делает наставляемый",
    "schedule": "расписание встреч",
    "mode": "режим",
    "link": "ссылка для встреч",
    "conditions": "условия обучения",
    "interim": "промежуточные результаты",
    "interim_date": "дата промежуточных результатов",
    "planned": "планируемые результаты",
    "expected": "результат каждого",
}
_DATES = ("until", "interim_date", "starts", "due")


@dataclass(frozen=True)
class Terms:
    """`fields` by name; `events` by uuid in the order of the plan, each a dict of edits.EVENT_FIELDS."""

    fields: dict = field(default_factory=dict)
    events: dict = field(default_factory=dict)

    def of(self, code):
        """The fields of one section."""
        return {name: self.fields[name] for name in SECTIONS[SectionCode(code)] if name in self.fields}

    def with_fields(self, **values):
        return replace(self, fields={**self.fields, **values})

    def item(self, key):
        """One item by its key: a field, or an event («event:<uuid>») that may be absent."""
        return self.events.get(key[6:]) if key.startswith("event:") else self.fields.get(key)


def to_data(terms):
    """Terms as JSON keeps them."""
    fields = {name: _plain(value) for name, value in terms.fields.items()}
    events = [{"uuid": key, **{n: _plain(v) for n, v in row.items()}} for key, row in terms.events.items()]
    return {"fields": fields, "events": events}


def from_data(data):
    fields = {name: _typed(name, value) for name, value in data.get("fields", {}).items()}
    events = {}
    for row in data.get("events", []):
        events[row["uuid"]] = {name: _typed(name, value) for name, value in row.items() if name != "uuid"}
    return Terms(fields, events)


def _plain(value):
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, list | tuple):
        return [[*row.said, row.key] if isinstance(row, DifficultyRow) else row for row in value]
    return value


def _typed(name, value):
    if name in _DATES and isinstance(value, str):
        return date.fromisoformat(value)
    if name == "difficulties":
        return tuple(DifficultyRow(*row[:6], key=row[6]) for row in value)
    return value


def keys_of(*many):
    """Keys of every item in any of several terms, fields first."""
    fields = dict.fromkeys(name for terms in many for name in terms.fields)
    return [*fields, *dict.fromkeys(f"event:{key}" for terms in many for key in terms.events)]


def changed(old, new):
    """Keys of items that differ."""
    return [key for key in keys_of(old, new) if print_of(old.item(key)) != print_of(new.item(key))]


def kind_of(old, new):
    """Extension, shortening or a change that leaves the last day where it was."""
    before, after = old.fields["until"], new.fields["until"]
    if after > before:
        return AmendmentKind.EXTENSION
    return AmendmentKind.SHORTENING if after < before else AmendmentKind.CHANGE


@dataclass(frozen=True)
class Met:
    """Two changes put together: the terms that come out and the keys both changed differently."""

    terms: Terms
    clashes: tuple[str, ...] = ()


def meet(base, current, proposed, *, theirs=(), mine=()):
    """The proposal on top of the terms now in force. A clash is settled by naming its key in `theirs` or in `mine`."""
    fields, events, clashes = {}, {}, []
    order = dict.fromkeys([*proposed.events, *current.events])
    for key in [*dict.fromkeys([*current.fields, *proposed.fields]), *(f"event:{uuid}" for uuid in order)]:
        was, now, wanted = (terms.item(key) for terms in (base, current, proposed))
        value = wanted
        if print_of(wanted) == print_of(was):
            value = now
        elif print_of(now) not in (print_of(was), print_of(wanted)):
            value = now if key in theirs else wanted
            if key not in theirs and key not in mine:
                clashes.append(key)
        if key.startswith("event:"):
            if value is not None:
                events[key[6:]] = value
        else:
            fields[key] = value
    return Met(Terms(fields, events), tuple(clashes))


def in_new_order(terms, free, order):
    """Terms with the `free` events in the editor's order; the others keep their places in the plan."""
    queue = [key for key in dict.fromkeys([*order, *terms.events]) if key in terms.events and key in free]
    turn = iter(queue)
    keys = [next(turn) if key in free else key for key in terms.events]
    return replace(terms, events={key: terms.events[key] for key in keys})


def item_name(key, *many):
    """«цель», «мероприятие «Открытое занятие»»."""
    if not key.startswith("event:"):
        return NAMES.get(key, key)
    row = next((row for terms in many if (row := terms.item(key))), None)
    return f"мероприятие «{row['measure']}»" if row else "мероприятие"
