from django.db import migrations

from programs.starter.growth import load_inductions


def forwards(apps, schema_editor):
    load_inductions(lambda name: apps.get_model("programs", name))


class Migration(migrations.Migration):
    dependencies = [("programs", "0010_growth")]

    operations = [migrations.RunPython(forwards, migrations.RunPython.noop)]
