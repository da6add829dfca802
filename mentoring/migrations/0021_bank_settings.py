from django.db import migrations

from mentoring.starter import read

GROUP = "Открытый банк"


def add(apps, schema_editor):
    """Settings of the open bank; posts of the partners' kinds; a kind for other educational organizations."""
    setting = apps.get_model("mentoring", "Setting")
    (group,) = [group for group in read("settings")["settings"] if group["group"] == GROUP]
    last = setting.objects.order_by("-position").values_list("position", flat=True).first() or 0
    for number, row in enumerate(group["rows"], 1):
        setting.objects.get_or_create(code=row["code"], defaults={**row, "group": GROUP, "position": last + number})
    kind = apps.get_model("mentoring", "PartnerKind")
    for number, row in enumerate(read("bank")["partner_kinds"], 1):
        fields = {"posts": row["posts"], "social": row.get("social", True)}
        fresh = {"name": row["name"], "helps": row["helps"], "position": number, **fields}
        _, created = kind.objects.get_or_create(code=row["code"], defaults=fresh)
        if not created:
            kind.objects.filter(code=row["code"]).update(**fields)


class Migration(migrations.Migration):
    dependencies = [("mentoring", "0020_bank")]

    operations = [migrations.RunPython(add, migrations.RunPython.noop)]
