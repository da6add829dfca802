from django.db import migrations

from mentoring.starter import read

ADDED = ("consent_yearly", "attention_agreement_days", "mentor_training_years")


def forwards(apps, schema_editor):
    """Filled databases get the new settings; a new one has them from the starter already."""
    setting = apps.get_model("mentoring", "Setting")
    for group in read("settings")["settings"]:
        last = setting.objects.filter(group=group["group"]).order_by("-position").values_list("position", flat=True)
        for row in group["rows"]:
            if row["code"] in ADDED and not setting.objects.filter(code=row["code"]).exists():
                setting.objects.create(group=group["group"], position=last.first() or 0, **row)


class Migration(migrations.Migration):
    dependencies = [("mentoring", "0010_consents")]

    operations = [migrations.RunPython(forwards, migrations.RunPython.noop)]
