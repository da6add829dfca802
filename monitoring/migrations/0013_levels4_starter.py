from django.db import migrations

from monitoring.starter import load_indicators


def forwards(apps, schema_editor):
    load_indicators(lambda name: apps.get_model("monitoring", name))


class Migration(migrations.Migration):
    dependencies = [("monitoring", "0012_levels4_indicators")]

    operations = [migrations.RunPython(forwards, migrations.RunPython.noop)]
