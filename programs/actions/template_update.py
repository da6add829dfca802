"""A new version comes into programs that are still written: items nobody has changed; before the sending it can be undone."""

from dataclasses import dataclass

from django.db import transaction
from django.db.models import F
from django.urls import reverse

from mentoring import notifications
from mentoring.actions import journal
from mentoring.kit.text import count_of
from mentoring.kit.verdict import require
from programs import access
from programs.access.template import may_keep_templates, may_undo_update, may_update_program
from programs.choices import EDITABLE_STATES, SectionCode
from programs.models import PlanEvent, Program, TemplateUse
from programs.queries.template import newest_version
from programs.queries.template_update import altered, updates_of

from .desk import hold_for_editing, refuse
from .template_event import append, event_of, given, remember

SAVED = (
    "measure", "due", "starts", "mode", "expected", "report_form", "responsible", "checkpoint", "required", "preset",
    "direction_id", "form_id", "difficulty_id", "assignee_id", "position", "template_version_id", "template_print",
)  # fmt: skip


@dataclass(frozen=True)
class Updated:
    """How many programs were updated and how many events were changed in them."""

    programs: int
    events: int


@transaction.atomic
def update_programs(template, *, keys, by, at):
    """Bring the newest version into the chosen programs (keys). Returns Updated.

    A program that was sent meanwhile or has the version already is passed over. Raises Refused: not the curator,
    nothing chosen, nothing left to update.
    """
    require(may_keep_templates(by))
    version = newest_version(template)
    chosen = Program.objects.filter(pk__in=keys, state__in=EDITABLE_STATES)
    if not keys:
        refuse("Отметьте хотя бы одну программу.")
    rows = updates_of(template, version, chosen) if version else []
    events = sum(_update(row, version, by=by, at=at) for row in rows)
    if not rows:
        refuse("Обновлять нечего: программы отправили или они уже с этой версией.")
    return Updated(len(rows), events)


def _update(row, version, *, by, at):
    program = row.program
    require(may_update_program(by, program))
    hold_for_editing(program, by)
    undo, new = [], []
    difficulties = list(program.difficulties.all())
    for change in row.changes:
        if change.kind == "added":
            new.append(event_of(program, version, change.item, change.due, difficulties))
            continue
        undo.append(_before(change))
        if change.kind == "removed":
            change.event.delete()
        else:
            columns = given(program, version, change.item, change.due)
            PlanEvent.objects.filter(pk=change.event.pk).update(lock_version=F("lock_version") + 1, **columns)
    undo += [{"act": "added", "uuid": str(event.uuid)} for event in append(program, new)]
    remember(program, version, by=by, at=at, undo=undo or [{"act": "nothing"}])
    _tell(program, version, len(row.changes), by=by, at=at)
    return len(row.changes)


def _before(change):
    event = change.event
    columns = {name: getattr(event, name) for name in SAVED}
    dates = {name: columns[name].isoformat() if columns[name] else None for name in ("due", "starts")}
    kept = {"uuid": str(event.uuid), "template_item": str(event.template_item)}
    return {"act": change.kind, **kept, "columns": {**columns, **dates}}


def _tell(program, version, n, *, by, at):
    _touch(program, by=by, at=at)
    words = f"План обновлён по версии {version.number} шаблона «{version.template.name}»: {count_of(n, 'plan_item')}"
    journal.record("program_template_updated", words, by=by, at=at, subject=program, pair=program.pair)
    path = reverse("program_plan", args=[program.pk])
    mentors = access.people_of(program, "mentor")
    pair, items = program.pair.title, count_of(n, "plan_item")
    notifications.write_all("plan_updated", mentors, at=at, path=path, pair=pair, n_items=items)


def _touch(program, *, by, at):
    values = {"lock_version": F("lock_version") + 1, "edited_by": by.person, "edited_at": at}
    program.sections.filter(code=SectionCode.PLAN).update(**values)


@transaction.atomic
def undo_update(use, *, by, at):
    """Take an update back: what nobody has changed since becomes what it was. Returns how many events stayed.

    Raises Refused: the program was sent, not the curator nor an author, a newer update came, taken back already.
    """
    program = use.program
    require(may_undo_update(by, program))
    hold_for_editing(program, by)
    later = program.template_uses.filter(version__template=use.version.template_id, undone_at=None, pk__gt=use.pk)
    if later.exists():
        refuse("После этого план обновляли ещё раз. Отмените сначала последнее обновление.")
    if not use.undo or not TemplateUse.objects.filter(pk=use.pk, undone_at=None).update(undone_at=at):
        refuse("Это обновление уже отменили или отменять нечего. Обновите страницу.")
    stayed = sum(not _restore(program, row) for row in use.undo)
    _touch(program, by=by, at=at)
    words = f"Обновление плана по шаблону «{use.version.template.name}» отменено"
    journal.record("program_template_undone", words, by=by, at=at, subject=program, pair=program.pair)
    return stayed


def _restore(program, row):
    """Whether the event is again what it was."""
    if row["act"] == "nothing":
        return True
    event = PlanEvent.objects.filter(program=program, uuid=row["uuid"]).select_related("direction", "form").first()
    if row["act"] == "removed":
        if event is None:
            PlanEvent.objects.create(
                program=program, uuid=row["uuid"], template_item=row["template_item"], **_columns(program, row)
            )
        return event is None
    if event is None or altered(event):
        return False
    if row["act"] == "added":
        if event.materials.exists():
            return False  # somebody has put materials beside it: they are not lost with an undo
        event.delete()
    else:
        PlanEvent.objects.filter(pk=event.pk).update(lock_version=F("lock_version") + 1, **_columns(program, row))
    return True


def _columns(program, row):
    """What stood before; a difficulty that is gone meanwhile is not brought back."""
    columns = dict(row["columns"])
    if not program.difficulties.filter(pk=columns["difficulty_id"]).exists():
        columns["difficulty_id"] = None
    return columns
