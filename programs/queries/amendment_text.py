"""The terms in force and the text an amendment proposes: read from live rows, laid over them (R25)."""

from dataclasses import dataclass, replace

from mentoring.models import Direction, EventForm
from mentoring.office import office
from programs.choices import EventState
from programs.models import Program
from programs.terms import SECTIONS, Terms, changed, from_data
from programs.text import DifficultyText, EventText, ProgramText, from_payload

from .plan import values_of
from .program_text import load_text
from .section import read_values

PLAIN = (
    "until", "exception", "problem", "strengths", "goal", "mentor_work", "mentee_work", "schedule", "link", "conditions",
    "interim", "interim_date", "planned",
)  # fmt: skip


def current_version(program):
    """The version in force. One query."""
    return program.versions.exclude(number=None).order_by("-number").first()


def live_terms(program, version=None):
    """Terms of the text in force. A mark «перенесено» is no text: a moved event keeps the dates that were approved."""
    fields = {}
    for code, names in SECTIONS.items():
        values = read_values(program, code)
        fields |= {name: values[name] for name in names}
    version = version or current_version(program)
    approved = {event.uuid: event for event in from_payload(version.payload).events} if version else {}
    rows = program.events.exclude(state=EventState.REMOVED).select_related("direction", "form")
    return Terms(fields, {str(row.uuid): _row(row, approved.get(str(row.uuid))) for row in rows})


def _row(row, approved):
    values = values_of(row)
    if row.first_due:
        values["due"] = row.first_due
        values["starts"] = approved.starts if approved else None
    return values


@dataclass(frozen=True)
class Book:
    """Names that stand beside codes in a text, read once."""

    directions: dict
    forms: dict


def book():
    """Two queries."""
    return Book(
        {row.code: row for row in Direction.objects.all()},
        {row.code: row for row in EventForm.objects.all()},
    )


def over(text, before, proposed, names):
    """ProgramText of `text` with what the proposal changes laid over it; all the rest stays word for word.

    People, order and college are those of `text`; a moved event keeps the dates that were approved.
    """
    keys = set(changed(before, proposed))
    fields = {name: proposed.fields[name] for name in keys if not name.startswith("event:")}
    told = {name: fields[name] for name in PLAIN if name in fields}
    if "tasks" in fields:
        told["tasks"] = tuple(fields["tasks"])
    if "mode" in fields:
        told |= {"mode_code": fields["mode"], "mode": office().label("mode", fields["mode"]) if fields["mode"] else ""}
    if "expected" in fields:
        told["members"] = tuple(_with_result(member, fields["expected"]) for member in text.members)
    if "difficulties" in fields:
        told["difficulties"] = tuple(_difficulty(n, row, names) for n, row in enumerate(fields["difficulties"], 1))
    text = replace(text, **told)
    known = {row.key for row in text.difficulties}
    same = {event.uuid: event for event in text.events if f"event:{event.uuid}" not in keys}
    return replace(text, events=tuple(_laid(key, row, same, known, names) for key, row in proposed.events.items()))


def _with_result(member, expected):
    return replace(member, expected=expected.get(str(member.person), "")) if member.side == "mentee" else member


def _laid(key, row, same, known, names):
    """An event as it stands in the text, or as the proposal words it."""
    event = same.get(key)
    if event is None:
        return _event(key, row, known, names)
    difficulty = event.difficulty if event.difficulty in known else None
    return replace(event, starts=row["starts"], due=row["due"], difficulty=difficulty)


def _difficulty(number, row, names):
    """A new row has no key of its own before the approval: it is told by its place."""
    return DifficultyText(
        key=row.key or -number,
        kind=row.kind,
        direction_code=row.direction,
        direction=names.directions[row.direction].name,
        text=row.text,
        statement=row.statement,
        priority=row.priority,
        member=row.member,
    )


def _event(key, row, difficulties, names):
    direction, form = names.directions.get(row["direction"]), names.forms.get(row["form"])
    return EventText(
        uuid=key,
        measure=row["measure"],
        direction_code=row["direction"] or "",
        direction=direction.name if direction else "",
        direction_short=direction.short if direction else "",
        difficulty=row["difficulty"] if row["difficulty"] in difficulties else None,
        form=form.name if form else "",
        mode=office().label("mode", row["mode"]) if row["mode"] else "",
        starts=row["starts"],
        due=row["due"],
        expected=row["expected"],
        report_form=row["report_form"],
        responsible=row["responsible"],
        assignee=row["assignee"],
        checkpoint=row["checkpoint"],
    )


def proposed_text(amendment) -> ProgramText:
    """The text an amendment proposes: the frozen one once it was sent, else as it would be now."""
    if amendment.payload:
        return from_payload(amendment.payload)
    _, text = load_text(Program.objects, amendment.program_id)
    return over(text, from_data(amendment.before), from_data(amendment.proposed), book())


def base_text(amendment) -> ProgramText:
    return from_payload(amendment.base.payload)
