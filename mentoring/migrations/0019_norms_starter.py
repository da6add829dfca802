from django.db import migrations

from mentoring.starter.norms import load_norms


def forwards(apps, schema_editor):
    load_norms(lambda name: apps.get_model("mentoring", name))


class Migration(migrations.Migration):
    dependencies = [("mentoring", "0018_norms")]

    operations = [migrations.RunPython(forwards, migrations.RunPython.noop)]
