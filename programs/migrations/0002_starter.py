from django.db import migrations

from programs.starter import load


def forwards(apps, schema_editor):
    load(lambda name, app="programs": apps.get_model(app, name))


class Migration(migrations.Migration):
    dependencies = [("programs", "0001_initial"), ("mentoring", "0002_starter")]

    operations = [migrations.RunPython(forwards, migrations.RunPython.noop)]
