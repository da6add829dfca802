from django.db import migrations

from monitoring.starter import load


def forwards(apps, schema_editor):
    load(lambda name, app="monitoring": apps.get_model(app, name))


class Migration(migrations.Migration):
    dependencies = [("monitoring", "0001_initial"), ("mentoring", "0002_starter"), ("programs", "0002_starter")]

    operations = [migrations.RunPython(forwards, migrations.RunPython.noop)]
