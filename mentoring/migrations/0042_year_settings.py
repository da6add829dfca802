from django.db import migrations

from mentoring.starter import read

GROUP = "Дорожная карта и поощрение"
DOCUMENT = "D41"
FIELDS = ("code", "name", "prefix", "gender", "signs", "stamps", "sign", "acquaint")


def add(apps, schema_editor):
    """Settings of the office's year, and the kind of document its yearly assessment is registered as."""
    setting = apps.get_model("mentoring", "Setting")
    last = setting.objects.order_by("-position").values_list("position", flat=True).first() or 0
    rows = [row for group in read("settings")["settings"] if group["group"] == GROUP for row in group["rows"]]
    for number, row in enumerate(rows, 1):
        setting.objects.get_or_create(code=row["code"], defaults={**row, "group": GROUP, "position": last + number})
    kind = apps.get_model("mentoring", "DocumentType")
    row = next(row for row in read("documents")["extra_document_types"] if row["code"] == DOCUMENT)
    position = kind.objects.count() + 1
    kind.objects.get_or_create(code=DOCUMENT, defaults={**{name: row[name] for name in FIELDS}, "position": position})


class Migration(migrations.Migration):
    dependencies = [("mentoring", "0041_levels4_settings")]

    operations = [migrations.RunPython(add, migrations.RunPython.noop)]
