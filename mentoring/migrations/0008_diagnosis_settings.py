"""The card's own settings, and a lead that promises nothing about readers: they are named where the card is filled."""

from django.db import migrations
from django.db.models import Max

from mentoring.starter import read

GROUP = "Карта затруднений"
PROMISED = " Карту видят вы, ваш наставник и куратор, а если попросили второе мнение — и тот, кто его даёт; на оплату"
NAMED = " Кто её увидит, сказано ниже по именам; на оплату"


def forwards(apps, schema_editor):
    setting = apps.get_model("mentoring", "Setting")
    rows = next(group["rows"] for group in read("settings")["settings"] if group["group"] == GROUP)
    last = setting.objects.aggregate(last=Max("position"))["last"] or 0
    for number, row in enumerate(rows, 1):
        values = {name: value for name, value in row.items() if name != "code"}
        setting.objects.get_or_create(
            code=row["code"], defaults={"group": GROUP, "position": last + number, **values}
        )
    for card in apps.get_model("mentoring", "DiagnosisCard").objects.filter(lead__contains=PROMISED):
        card.lead = card.lead.replace(PROMISED, NAMED)  # nobody has answered under the old words yet
        card.save(update_fields=["lead"])


class Migration(migrations.Migration):
    dependencies = [("mentoring", "0007_diagnosis")]

    operations = [migrations.RunPython(forwards, migrations.RunPython.noop)]
