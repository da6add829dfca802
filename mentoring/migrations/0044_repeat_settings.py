from django.db import migrations

from mentoring.starter import read

GROUP = "Замеры участников"


def add(apps, schema_editor):
    """When members are asked how they change, and whether by the day alone."""
    setting = apps.get_model("mentoring", "Setting")
    (group,) = [group for group in read("settings")["settings"] if group["group"] == GROUP]
    last = setting.objects.order_by("-position").values_list("position", flat=True).first() or 0
    for number, row in enumerate(group["rows"], 1):
        setting.objects.get_or_create(code=row["code"], defaults={**row, "group": GROUP, "position": last + number})


class Migration(migrations.Migration):
    dependencies = [("mentoring", "0043_report_settings")]

    operations = [migrations.RunPython(add, migrations.RunPython.noop)]
