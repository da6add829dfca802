from django.db import migrations

from mentoring.starter import read

CODES = ("amendment_answer_working_days", "amendment_withdraw_days", "extension_days_max")


def add(apps, schema_editor):
    """Settings of amendments of programs: how long to answer, when silence ends one, how far an extension reaches."""
    setting = apps.get_model("mentoring", "Setting")
    rows = [(group["group"], row) for group in read("settings")["settings"] for row in group["rows"]]
    for position, (group, row) in enumerate(rows, 1):
        if row["code"] in CODES:
            setting.objects.get_or_create(code=row["code"], defaults={"group": group, "position": position, **row})


class Migration(migrations.Migration):
    dependencies = [("mentoring", "0028_reports_settings")]

    operations = [migrations.RunPython(add, migrations.RunPython.noop)]
