"""Settings of the campaign, two reasons of closing, and the one wished mentor of before as the first of three."""

from django.db import migrations

from mentoring.starter import read

SETTINGS = ("campaign_opens", "campaign_days", "renewal_close_days")
REASONS = ("found", "no_need")


def forwards(apps, schema_editor):
    _settings(apps.get_model("mentoring", "Setting"))
    entry = apps.get_model("mentoring", "ListEntry")
    for number, row in enumerate(read("lists")["request_close_reasons"], 1):
        if row["code"] in REASONS:
            defaults = {"name": row["name"], "position": number}
            entry.objects.get_or_create(list="close_reason", code=row["code"], defaults=defaults)
    wished = apps.get_model("mentoring", "RankedMentor")
    asked = apps.get_model("mentoring", "MentoringRequest").objects.filter(wished_mentor__isnull=False)
    wished.objects.bulk_create(
        wished(request_id=pk, mentor_id=mentor, list="wish", rank=1)
        for pk, mentor in asked.values_list("pk", "wished_mentor")
    )


def _settings(setting):
    """Beside their neighbors of the same group."""
    beside = setting.objects.filter(code="request_next_mentor_day").first()
    for group in read("settings")["settings"]:
        for row in group["rows"]:
            if row["code"] in SETTINGS:
                defaults = {**row, "group": group["group"], "position": beside.position if beside else 0}
                setting.objects.get_or_create(code=row["code"], defaults=defaults)


class Migration(migrations.Migration):
    dependencies = [("mentoring", "0016_requests")]

    operations = [migrations.RunPython(forwards, migrations.RunPython.noop)]
