from django.db import migrations

from monitoring.starter.behavior import load


def forwards(apps, schema_editor):
    load(lambda name: apps.get_model("monitoring", name))


class Migration(migrations.Migration):
    dependencies = [("monitoring", "0010_observe"), ("mentoring", "0040_observe_settings")]

    operations = [migrations.RunPython(forwards, migrations.RunPython.noop)]
