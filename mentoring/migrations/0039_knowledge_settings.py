from django.db import migrations

from mentoring.starter import read

CODES = ("attention_entry_test_days", "attention_on_no_entry_test")


def add(apps, schema_editor):
    """Numbers of entry and exit tests, the threshold and the switch of the rule «Нет входного теста»."""
    setting = apps.get_model("mentoring", "Setting")
    last = setting.objects.order_by("-position").values_list("position", flat=True).first() or 0
    rows = [
        (group["group"], row)
        for group in read("settings")["settings"]
        for row in group["rows"]
        if group["group"] == "Тесты" or row["code"] in CODES
    ]
    for number, (group, row) in enumerate(rows, 1):
        setting.objects.get_or_create(code=row["code"], defaults={**row, "group": group, "position": last + number})


class Migration(migrations.Migration):
    dependencies = [("mentoring", "0038_publication_agreed")]

    operations = [migrations.RunPython(add, migrations.RunPython.noop)]
