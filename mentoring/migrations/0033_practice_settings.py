from django.db import migrations

from mentoring.starter import read

CODES = ("practice_agree_sides",)


def add(apps, schema_editor):
    """Whose agreement a practice card needs before it is shown outside."""
    setting = apps.get_model("mentoring", "Setting")
    rows = [(group["group"], row) for group in read("settings")["settings"] for row in group["rows"]]
    for position, (group, row) in enumerate(rows, 1):
        if row["code"] in CODES:
            setting.objects.get_or_create(code=row["code"], defaults={"group": group, "position": position, **row})


class Migration(migrations.Migration):
    dependencies = [("mentoring", "0032_certificates_settings")]

    operations = [migrations.RunPython(add, migrations.RunPython.noop)]
