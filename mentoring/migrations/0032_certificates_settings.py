from django.db import migrations

from mentoring.starter import read

GROUP = "Приказы и документы"
CODES = ("certificate_meetings", "certificate_confirmed", "certificate_plan_share")


def add(apps, schema_editor):
    """What a program must hold for a certificate."""
    setting = apps.get_model("mentoring", "Setting")
    (group,) = [group for group in read("settings")["settings"] if group["group"] == GROUP]
    last = setting.objects.order_by("-position").values_list("position", flat=True).first() or 0
    for number, row in enumerate((row for row in group["rows"] if row["code"] in CODES), 1):
        setting.objects.get_or_create(code=row["code"], defaults={**row, "group": GROUP, "position": last + number})


class Migration(migrations.Migration):
    dependencies = [("mentoring", "0031_certificates")]

    operations = [migrations.RunPython(add, migrations.RunPython.noop)]
