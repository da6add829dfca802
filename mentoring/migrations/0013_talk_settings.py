"""Settings of the pair's conversation for filled databases; what was told of meetings is read by the pair and the curator."""

from django.db import migrations
from django.db.models import Max

from mentoring.starter import read

CODES = ("talk_edit_minutes", "talk_opening_hours")


def forwards(apps, schema_editor):
    settings = apps.get_model("mentoring", "Setting").objects
    last = settings.aggregate(last=Max("position"))["last"] or 0
    for group in read("settings")["settings"]:
        for row in group["rows"]:
            if row["code"] in CODES:
                last += 1
                settings.get_or_create(code=row["code"], defaults={"group": group["group"], "position": last, **row})
    entries = apps.get_model("mentoring", "JournalEntry").objects.filter(subject_type="programs.meeting")
    entries.update(audience="members")


class Migration(migrations.Migration):
    dependencies = [("mentoring", "0012_talk")]

    operations = [migrations.RunPython(forwards, migrations.RunPython.noop)]
