from django.db import migrations

from monitoring.starter.knowledge import name_competences


def forwards(apps, schema_editor):
    name_competences(lambda name: apps.get_model("monitoring", name))


class Migration(migrations.Migration):
    dependencies = [("monitoring", "0004_report_document")]

    operations = [migrations.RunPython(forwards, migrations.RunPython.noop)]
