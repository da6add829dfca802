from django.db import migrations

from mentoring.starter import read

CODES = ("attention_roadmap_days", "attention_on_roadmap_overdue")


def add(apps, schema_editor):
    """When a task of the road map needs attention, and whether it does."""
    setting = apps.get_model("mentoring", "Setting")
    last = setting.objects.order_by("-position").values_list("position", flat=True).first() or 0
    rows = [(group["group"], row) for group in read("settings")["settings"] for row in group["rows"]]
    mine = [(group, row) for group, row in rows if row["code"] in CODES]
    for number, (group, row) in enumerate(mine, 1):
        setting.objects.get_or_create(code=row["code"], defaults={**row, "group": group, "position": last + number})


class Migration(migrations.Migration):
    dependencies = [("mentoring", "0044_repeat_settings")]

    operations = [migrations.RunPython(add, migrations.RunPython.noop)]
