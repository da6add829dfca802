"""Makers of the shelf: templates and materials through the real actions."""

from django.utils import timezone

from mentoring.tests import make as ground
from programs.actions import template as actions
from programs.actions.material import add_material
from programs.models import PlanTemplate


def now():
    return timezone.now()


def row(measure="Разобрать занятие", *, key="", due="s+14", **values):
    """A row of the draft's editor."""
    plain = {
        "direction": "method", "statement": "", "form": "talk", "expected": "Есть вывод", "report_form": "Запись",
        "required": True, "after": None, "checkpoint": "none", "responsible": "both",
    }  # fmt: skip
    return actions.ItemRow(str(key or ""), {**plain, "measure": measure, "due": due, **values})


def template(by, rows=(), *, name="Наш шаблон", kind="traditional", publish=True, **fields):
    """A template with these rows, published unless asked otherwise."""
    by = ground.actor(by)
    made = actions.create_template(name=name, kind=kind, by=by, at=now(), **fields)
    actions.save_draft(made, list(rows or [row()]), seen=0, by=by, at=now())
    if publish:
        actions.publish_draft(made, by=by, at=now())
    return fresh(made)


def rows_of(template):
    """The items of the newest version as the editor's rows, by measure."""
    version = template.versions.order_by("-number", "-pk").first()
    return {item.measure: _row(item) for item in version.items.select_related("direction", "form")}


def _row(item):
    names = ("statement", "measure", "expected", "report_form", "required", "due", "after", "checkpoint", "responsible")
    values = {name: getattr(item, name) for name in names}
    values |= {"direction": item.direction.code if item.direction else "", "form": item.form.code if item.form else ""}
    return actions.ItemRow(str(item.key), values)


def next_version(template, rows, by):
    """Publish these rows as the next version."""
    by = ground.actor(by)
    draft = actions.start_draft(template, by=by, at=now())
    actions.save_draft(template, rows, seen=draft.lock_version, by=by, at=now())
    return actions.publish_draft(fresh(template), by=by, at=now())


def fresh(template):
    return PlanTemplate.objects.get(pk=template.pk)


def alone(template):
    """Only this template of its kind is in use."""
    PlanTemplate.objects.filter(kind=template.kind).exclude(pk=template.pk).update(state="retired")


def material(by, title="Памятка о паузах", *, text="Короткий текст.", **values):
    plain = {"description": "Кому и чем поможет.", "kind": "memo", "audience": "both", "year": 2026, "author": ""}
    return add_material(by=ground.actor(by), at=now(), title=title, text=text, **{**plain, **values})
