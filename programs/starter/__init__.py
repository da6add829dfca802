"""Plan presets and note templates the product ships; loaded once by a migration."""

from pathlib import Path

from mentoring.starter import read

FOLDER = Path(__file__).parent


def load(get_model):
    """Create presets and templates. `get_model(name, app="programs")` gives a model class, historical or current."""
    directions = {row.code: row for row in get_model("Direction", "mentoring").objects.all()}
    forms = {row.code: row for row in get_model("EventForm", "mentoring").objects.all()}
    preset = get_model("PlanPreset")
    preset.objects.bulk_create(
        preset(
            position=number,
            code=row["code"],
            direction=directions.get(row["direction"]),
            statement=row.get("difficulty", ""),
            strength=row.get("strength", False),
            measure=row["measure"],
            form=forms[row["form"]],
            responsible=row["who"],
            due=row["due"],
            expected=row["result"],
            report_form=row["report"],
            checkpoint=row["checkpoint"],
        )
        for number, row in enumerate(read("plan_presets", FOLDER)["plan_presets"], 1)
    )
    template = get_model("NoteTemplate")
    template.objects.bulk_create(
        template(kind=row["kind"], note=row["note"], presets=row["presets"], examples=row["examples"])
        for row in read("program_templates", FOLDER)["program_templates"]
    )
