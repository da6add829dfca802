from django.db import migrations

from mentoring.starter import read

GROUPS = ("Требует внимания", "Требует внимания: какие правила включены")


def add(apps, schema_editor):
    """Thresholds of the rules that came with issue 4, a switch for every rule, the day of the weekly letter."""
    setting = apps.get_model("mentoring", "Setting")
    last = setting.objects.order_by("-position").values_list("position", flat=True).first() or 0
    groups = [group for group in read("settings")["settings"] if group["group"] in GROUPS]
    rows = [(group["group"], row) for group in groups for row in group["rows"]]
    for number, (group, row) in enumerate(rows, 1):
        setting.objects.get_or_create(code=row["code"], defaults={**row, "group": group, "position": last + number})


class Migration(migrations.Migration):
    dependencies = [("mentoring", "0036_achievements_starter")]

    operations = [migrations.RunPython(add, migrations.RunPython.noop)]
