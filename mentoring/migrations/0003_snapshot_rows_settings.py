from django.db import migrations

from mentoring.starter import read

GROUP, CODE = "Мониторинг", "snapshot_rows_days"


def add(apps, schema_editor):
    """How long the rows behind a snapshot's figures, which name people, are kept."""
    setting = apps.get_model("mentoring", "Setting")
    (group,) = [group for group in read("settings")["settings"] if group["group"] == GROUP]
    (row,) = [row for row in group["rows"] if row["code"] == CODE]
    last = setting.objects.order_by("-position").values_list("position", flat=True).first() or 0
    setting.objects.get_or_create(code=CODE, defaults={**row, "group": GROUP, "position": last + 1})


class Migration(migrations.Migration):
    dependencies = [("mentoring", "0002_starter")]

    operations = [migrations.RunPython(add, migrations.RunPython.noop)]
