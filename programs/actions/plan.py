"""The plan is saved row by row: two people editing different rows both win, the same row is shown to the second."""

import uuid
from dataclasses import dataclass

from django.db import transaction
from django.db.models import F, Max

from mentoring.kit.verdict import require
from mentoring.models import Direction, EventForm
from mentoring.office import office
from programs import access
from programs.choices import Checkpoint, EventState, SectionCode
from programs.edits import EVENT_FIELDS, RowClash, print_of
from programs.models import PlanEvent, PlanPreset
from programs.queries.plan import values_of
from programs.relative import date_of

from .desk import hold_for_editing, other_editor, refuse
from .section import touch_section

LIMIT = 200


@dataclass(frozen=True)
class PlanSaved:
    """How many rows were written and which rows clashed; `editor` is the other person, when he is known."""

    written: int
    clashes: tuple[RowClash, ...] = ()
    editor: object = None


@transaction.atomic
def save_plan(*, program, rows, by, at):
    """Write the editor's rows (EventRow) in their order; rows that are not among them stay as they are, after them.

    Raises Refused when the text is no longer editable or the plan grows over LIMIT rows.
    """
    require(access.may_edit(by, program))
    hold_for_editing(program, by)
    rows = list({row.uuid: row for row in rows}.values())  # a sheet that names a row twice means its last words
    present = {str(event.uuid): event for event in _live(program)}
    if len(present) + sum(row.uuid not in present and not row.blank for row in rows) > LIMIT:
        refuse(f"В плане не больше {LIMIT} мероприятий. Уберите лишние или объедините похожие.")
    book = _Book(program)
    written, clashes = 0, []
    for row in rows:
        done, clash = _save_row(row, present.get(row.uuid), book)
        written += done
        clashes += [clash] if clash else []
    written += _renumber(program, [row.uuid for row in rows if not row.remove])
    section = program.sections.select_related("edited_by").get(code=SectionCode.PLAN)
    editor = other_editor(section, program, by) if clashes else None
    if written:
        touch_section(section, program, by=by, at=at)
    return PlanSaved(written, tuple(clashes), editor)


def _live(program):
    return program.events.exclude(state=EventState.REMOVED).select_related("direction", "form")


class _Book:
    """Reference rows by code, read once for the whole plan."""

    def __init__(self, program):
        self.program = program
        self.directions = {row.code: row for row in Direction.objects.all()}
        self.forms = {row.code: row for row in EventForm.objects.all()}
        self.difficulties = set(program.difficulties.values_list("pk", flat=True))
        self.mentees = {person.pk for person in access.people_of(program, "mentee")}

    def columns(self, values):
        """The editor's values as columns of PlanEvent; ids of another program are passed over."""
        columns = {name: values[name] for name in EVENT_FIELDS if name in values}
        if "direction" in columns:
            columns["direction"] = self.directions.get(columns["direction"])
        if "form" in columns:
            columns["form"] = self.forms.get(columns["form"])
        if "difficulty" in columns:
            key = columns.pop("difficulty")
            columns["difficulty_id"] = key if key in self.difficulties else None
        if "assignee" in columns:
            key = columns.pop("assignee")
            columns["assignee_id"] = key if key in self.mentees else None
        return columns


def _save_row(row, event, book):
    """(1 when something was written, clash or None)."""
    if row.keep:
        return 0, None
    if event is None:
        return _save_absent(row, book)
    theirs = values_of(event)
    mine = {**theirs, **row.values}
    untouched = row.base and row.base == print_of(mine) and not row.remove
    if untouched or (mine == theirs and not row.remove):
        return 0, None
    if row.base and row.base != print_of(theirs):
        return 0, RowClash(row.uuid, theirs, mine)
    if row.remove:
        event.delete()
        return 1, None
    changed = {name: mine[name] for name in EVENT_FIELDS if mine[name] != theirs[name]}
    PlanEvent.objects.filter(pk=event.pk).update(lock_version=F("lock_version") + 1, **book.columns(changed))
    return 1, None


def _save_absent(row, book):
    """A new row, or one that somebody else removed meanwhile."""
    if row.remove or row.blank:
        return 0, None
    if row.base:
        untouched = row.base == print_of({name: row.values.get(name) for name in EVENT_FIELDS})
        return 0, None if untouched else RowClash(row.uuid, None, row.values)
    taken = PlanEvent.objects.filter(uuid=row.uuid).exists()
    key = uuid.uuid4() if taken else uuid.UUID(row.uuid)
    PlanEvent.objects.create(uuid=key, program=book.program, **book.columns(row.values))
    return 1, None


def _renumber(program, order):
    """Positions 1, 2, 3… in the editor's order, then whatever the editor did not see. How many rows moved."""
    places = {key: number for number, key in enumerate(order)}
    events = sorted(_live(program), key=lambda e: (places.get(str(e.uuid), len(order)), e.position, e.pk))
    moved = [event for number, event in enumerate(events, 1) if event.position != number]
    for number, event in enumerate(events, 1):
        event.position = number
    PlanEvent.objects.bulk_update(moved, ["position"])
    return len(moved)


@transaction.atomic
def add_presets(*, program, codes, by, at):
    """Add ready events from the bank with dates inside the term. Returns the events made."""
    require(access.may_edit(by, program))
    hold_for_editing(program, by)
    presets = list(PlanPreset.objects.filter(code__in=codes, retired=False))
    if not presets:
        refuse("Выберите хотя бы одно мероприятие.")
    if program.events.count() + len(presets) > LIMIT:
        refuse(f"В плане не больше {LIMIT} мероприятий. Уберите лишние или объедините похожие.")
    events = create_from_presets(program, presets)
    touch_section(program.sections.get(code=SectionCode.PLAN), program, by=by, at=at)
    return events


def create_from_presets(program, presets):
    """Events of the presets, tied to the program's difficulties and strengths, dated in order."""
    rows = list(program.difficulties.select_related("direction"))
    last = program.events.aggregate(last=Max("position"))["last"] or 0
    made = [_from_preset(program, preset, rows) for preset in presets]
    made.sort(key=lambda event: (event.due or program.until, event.checkpoint == Checkpoint.FINAL))
    for number, event in enumerate(made, last + 1):
        event.position = number
    return PlanEvent.objects.bulk_create(made)


def _from_preset(program, preset, rows):
    return PlanEvent(
        program=program,
        direction_id=preset.direction_id,
        difficulty=_answered(preset, rows),
        measure=preset.measure,
        form_id=preset.form_id,
        mode=program.mode if program.mode in ("in_person", "online") else "in_person",
        due=date_of(preset.due, program.since, program.until, office().holidays),
        expected=preset.expected,
        report_form=preset.report_form,
        responsible=preset.responsible,
        checkpoint=preset.checkpoint,
        preset=preset.code,
    )


def _answered(preset, rows):
    """The program's difficulty with the preset's statement, or a strength of its direction."""
    if preset.strength:
        fits = [row for row in rows if row.kind == "strength" and row.direction_id == preset.direction_id]
    else:
        fits = [row for row in rows if preset.statement and row.statement == preset.statement]
        fits = [row for row in fits if row.kind == "difficulty"] or fits
    return fits[0] if fits else None
