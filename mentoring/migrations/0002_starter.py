from django.db import migrations

from mentoring.starter import load


def forwards(apps, schema_editor):
    load(lambda name, app="mentoring": apps.get_model(app, name))


class Migration(migrations.Migration):
    dependencies = [("mentoring", "0001_initial")]

    operations = [migrations.RunPython(forwards, migrations.RunPython.noop)]
