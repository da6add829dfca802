"""What a new version of a template would change in programs that are still written: only items nobody has changed."""

from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Prefetch

from mentoring.kit.text import count_of
from mentoring.kit.ui import DiffRow
from programs.choices import EDITABLE_STATES, Checkpoint, EventState, Responsible
from programs.edits import item_print
from programs.models import Difficulty, EventMaterial, PlanEvent, Program, TemplateItem, TemplateUse

from .people import with_people
from .plan import values_of
from .reading import when_words
from .template import TAKEN, answered, dates_in, same_item

NAMES = {"measure": "мероприятие", "form": "форма", "when": "срок", "expected": "результат", "report_form": "отчёт",
         "responsible": "кто", "checkpoint": "точка", "direction": "направление"}  # fmt: skip


@dataclass(frozen=True)
class ItemChange:
    """One item: `kind` is changed, added, removed or kept (with the reason in `why`)."""

    kind: str
    measure: str
    item: object = None
    event: object = None
    due: object = None
    diffs: tuple[DiffRow, ...] = ()
    why: str = ""


@dataclass(frozen=True)
class ProgramUpdate:
    program: object
    changes: tuple[ItemChange, ...]
    kept: tuple[ItemChange, ...]

    @property
    def said(self):
        words = {"changed": "изменится", "added": "добавится", "removed": "уйдёт"}
        parts = [f"{words[kind]} {n}" for kind in words if (n := sum(row.kind == kind for row in self.changes))]
        return ", ".join(parts) or "менять нечего"


@dataclass(frozen=True)
class UpdatePage:
    version: object
    rows: tuple[ProgramUpdate, ...]
    done: tuple  # updates that may be taken back: TemplateUse rows

    @property
    def lead(self):
        if not self.rows:
            return "Все программы, которые ещё составляют, уже с этой версией."
        return f"Обновить {count_of(len(self.rows), 'program_acc')}: только пункты, которых никто не менял."


def update_page(template, version):
    """Programs behind the version with what would change, and updates that may still be undone. Seven queries."""
    rows = tuple(row for row in updates_of(template, version) if row.changes or row.kept)
    done = TemplateUse.objects.filter(
        version=version, undone_at=None, program__state__in=EDITABLE_STATES
    ).exclude(undo=[])  # fmt: skip
    done = with_people(done.select_related("program"), "program__pair__members").order_by("-at", "-id")
    return UpdatePage(version, rows, tuple(done))


def last_update(program):
    """The newest update of the program's plan that may be taken back, or None. One query."""
    uses = TemplateUse.objects.filter(program=program, undone_at=None).exclude(undo=[])
    return uses.select_related("version__template").order_by("-at", "-pk").first()


def updates_of(template, version, programs=None):
    """ProgramUpdate of every program under way that took an older version of the template; `programs` narrows them."""
    asked = Program.objects.filter(state__in=EDITABLE_STATES) if programs is None else programs
    uses = TemplateUse.objects.filter(version__template=template, undone_at=None).select_related("version")
    beside = EventMaterial.objects.filter(event=OuterRef("pk"))
    events = PlanEvent.objects.exclude(state=EventState.REMOVED).annotate(beside=Exists(beside))
    events = events.select_related("direction", "form")
    asked = with_people(asked.filter(template_uses__in=uses).distinct()).prefetch_related(
        Prefetch("template_uses", uses.order_by("at", "id"), to_attr="taken"),
        Prefetch("events", events, to_attr="plan"),
        Prefetch("difficulties", Difficulty.objects.select_related("direction")),
    )
    items = {}
    for item in TemplateItem.objects.filter(version__template=template).select_related("direction", "form"):
        items.setdefault(item.version_id, {})[item.key] = item
    behind = [program for program in asked if program.taken[-1].version_id != version.pk]
    return [update_of(program, items, version) for program in behind]


def update_of(program, items, version):
    """What would happen in one program; `items` are {version: {key: item}} of the template."""
    old, new = items.get(program.taken[-1].version_id, {}), items.get(version.pk, {})
    dates = dates_in(program, new.values())
    mine = {event.template_item: event for event in program.plan if event.template_item}
    rows = [
        _kept_or_changed(mine[key], items, new.get(key), dates.get(key)) for key in mine if key in old or key in new
    ]
    for key, item in new.items():
        if key in mine:
            continue
        rows.append(_absent(program, item, dates[key], was=key in old))
    rows = [row for row in rows if row]
    order = {"changed": 0, "added": 1, "removed": 2}
    changes = sorted((row for row in rows if row.kind != "kept"), key=lambda row: order[row.kind])
    return ProgramUpdate(program, tuple(changes), tuple(row for row in rows if row.kind == "kept"))


def altered(event):
    """Whether somebody has changed what the template gave to the event."""
    return bool(event.template_item) and item_print(values_of(event)) != event.template_print


def _kept_or_changed(event, items, item, due):
    given = items.get(event.template_version_id, {}).get(event.template_item)
    if item is None:
        if altered(event):
            return ItemChange("kept", event.measure, event=event, why="в шаблоне пункта больше нет, но его изменили")
        if event.beside:
            return ItemChange(
                "kept", event.measure, event=event, why="в шаблоне пункта больше нет, но к нему есть материалы"
            )
        return ItemChange("removed", event.measure, event=event)
    if given and same_item(given, item, (*TAKEN, "required")):
        return None
    if altered(event):
        return ItemChange("kept", event.measure, item, event, due, why="пункт изменили люди")
    diffs = _diffs(event, item, due)
    return ItemChange("changed", item.measure, item, event, due, diffs)


def _absent(program, item, due, *, was):
    if was:
        words = "автор убрал пункт или не взял его"
        return ItemChange("kept", item.measure, item, due=due, why=words) if item.required else None
    if item.required or answered(item, program.difficulties.all()):
        return ItemChange("added", item.measure, item, due=due)
    return None


def _diffs(event, item, due):
    was, became = _words(event, event.due), _words(item, due)
    return tuple(DiffRow(name, was[key], became[key]) for key, name in NAMES.items() if was[key] != became[key])


def _words(row, due):
    return {
        "measure": row.measure,
        "form": row.form.name if row.form else "нет",
        "when": when_words(None, due),
        "expected": row.expected or "нет",
        "report_form": row.report_form or "нет",
        "responsible": Responsible(row.responsible).label,
        "checkpoint": Checkpoint(row.checkpoint).label,
        "direction": row.direction.name if row.direction else "нет",
    }
