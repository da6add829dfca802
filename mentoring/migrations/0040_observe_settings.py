from django.db import migrations

from mentoring.starter import read

CODES = ("attention_observation_days", "attention_on_observation_due")
GROUP = "Наблюдение занятий"


def add(apps, schema_editor):
    """Terms and thresholds of observed lessons, the rule «Пора наблюдать занятие»."""
    setting = apps.get_model("mentoring", "Setting")
    last = setting.objects.order_by("-position").values_list("position", flat=True).first() or 0
    rows = [(group["group"], row) for group in read("settings")["settings"] for row in group["rows"]]
    mine = [(group, row) for group, row in rows if group == GROUP or row["code"] in CODES]
    for number, (group, row) in enumerate(mine, 1):
        setting.objects.get_or_create(code=row["code"], defaults={**row, "group": group, "position": last + number})


class Migration(migrations.Migration):
    dependencies = [("mentoring", "0039_knowledge_settings")]

    operations = [migrations.RunPython(add, migrations.RunPython.noop)]
