from django.db import migrations

from mentoring.starter import read

GROUP = "Мониторинг"


def add(apps, schema_editor):
    """When a share is too small to be told in per cent, and whether snapshots are made by themselves."""
    setting = apps.get_model("mentoring", "Setting")
    (group,) = [group for group in read("settings")["settings"] if group["group"] == GROUP]
    last = setting.objects.order_by("-position").values_list("position", flat=True).first() or 0
    for number, row in enumerate(group["rows"], 1):
        setting.objects.get_or_create(code=row["code"], defaults={**row, "group": GROUP, "position": last + number})


class Migration(migrations.Migration):
    dependencies = [("mentoring", "0042_year_settings")]

    operations = [migrations.RunPython(add, migrations.RunPython.noop)]
