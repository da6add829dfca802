from django.db import migrations

from mentoring.starter import read

GROUP = "Программа"
CODES = ("induction_days", "induction_newcomer_days", "reflection_days", "reflection_mentor", "reflection_mentee")


def add(apps, schema_editor):
    """Terms of induction and reflection, and the questions of a reflection."""
    setting = apps.get_model("mentoring", "Setting")
    (group,) = [group for group in read("settings")["settings"] if group["group"] == GROUP]
    last = setting.objects.order_by("-position").values_list("position", flat=True).first() or 0
    for number, row in enumerate((row for row in group["rows"] if row["code"] in CODES), 1):
        setting.objects.get_or_create(code=row["code"], defaults={**row, "group": GROUP, "position": last + number})


class Migration(migrations.Migration):
    dependencies = [("mentoring", "0033_practice_settings")]

    operations = [migrations.RunPython(add, migrations.RunPython.noop)]
