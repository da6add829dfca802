"""The first plan templates and materials of the shelf; loaded once by a migration into new and filled databases alike."""

import datetime as dt
import re

from django.utils import timezone

from mentoring.starter import read

from . import FOLDER

ANY_TERM = (dt.date(2026, 9, 1), dt.date(2027, 6, 30))


def load_templates(get_model):
    """A published first version for each kind; the college's own list of presets (its note template) comes first."""
    notes = {row.kind: row for row in get_model("NoteTemplate").objects.all()}
    presets = {row.code: row for row in get_model("PlanPreset").objects.filter(retired=False)}
    groups = {row.code: row for row in get_model("MenteeGroup", "mentoring").objects.all()}
    directions = {row.code: row for row in get_model("Direction", "mentoring").objects.all()}
    template, version, at = get_model("PlanTemplate"), get_model("PlanTemplateVersion"), timezone.now()
    for row in read("plan_templates", FOLDER)["plan_templates"]:
        listed = row.get("items") or (notes[row["kind"]].presets if row["kind"] in notes else [])
        made = template.objects.create(
            name=row["name"], kind=row["kind"], group=groups.get(row.get("group")), state="published", created_at=at,
            direction=directions.get(row.get("direction")),
        )  # fmt: skip
        first = version.objects.create(template=made, number=1, published_at=at, changes="Первая версия")
        codes = [(code, True) for code in listed] + [(code, False) for code in row["more"] if code not in listed]
        known = [(presets[code], required) for code, required in codes if code in presets]
        _add_items(get_model("TemplateItem"), first, sorted(known, key=lambda pair: _place(pair[0])))


def _place(preset):
    """Items stand in the order of their dates."""
    number = int(re.sub(r"\D", "", preset.due) or 0)
    whole = (ANY_TERM[1] - ANY_TERM[0]).days
    return {"s": number, "p": whole * number / 100, "e": whole - number}.get(preset.due[:1], whole)


def _add_items(item, version, presets):
    names = ("statement", "measure", "responsible", "due", "expected", "report_form", "checkpoint")
    item.objects.bulk_create(
        item(
            version=version,
            position=number,
            direction_id=preset.direction_id,
            form_id=preset.form_id,
            required=required,
            preset=preset.code,
            **{name: getattr(preset, name) for name in names},
        )
        for number, (preset, required) in enumerate(presets, 1)
    )


def load_materials(get_model):
    """Short texts of our own, at least one for each direction."""
    directions = {row.code: row for row in get_model("Direction", "mentoring").objects.all()}
    material, at = get_model("Material"), timezone.now()
    for row in read("materials", FOLDER)["materials"]:
        made = material.objects.create(
            title=row["title"], description=row["about"], kind=row.get("kind", "memo"), audience=row["audience"],
            text=row["text"].strip(), author="Редакция «Наставника»", year=2026, state="published", added_at=at,
        )  # fmt: skip
        made.directions.set(directions[code] for code in row["directions"] if code in directions)
