from django.db import migrations

from mentoring.starter import read

CODES = {
    "report_every",
    "report_open_days",
    "report_review_working_days",
    "report_rework_working_days",
    "report_final_working_days",
}


def add_settings(apps, schema_editor):
    setting = apps.get_model("mentoring", "Setting")
    rows = [(group["group"], row) for group in read("settings")["settings"] for row in group["rows"]]
    for position, (group, row) in enumerate(rows, 1):
        if row["code"] in CODES:
            setting.objects.get_or_create(code=row["code"], defaults={"group": group, "position": position, **row})


class Migration(migrations.Migration):
    dependencies = [("mentoring", "0027_sent_form")]

    operations = [migrations.RunPython(add_settings, migrations.RunPython.noop)]
