from django.db import migrations

from mentoring.starter import add_new_settings


def forwards(apps, schema_editor):
    add_new_settings(lambda name: apps.get_model("mentoring", name))


class Migration(migrations.Migration):
    dependencies = [("mentoring", "0002_starter")]

    operations = [migrations.RunPython(forwards, migrations.RunPython.noop)]
