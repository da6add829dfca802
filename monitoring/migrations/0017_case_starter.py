from django.db import migrations
from django.utils import timezone

from monitoring.starter.cases import load_cases


def forwards(apps, schema_editor):
    load_cases(lambda name: apps.get_model("monitoring", name), timezone.now())


class Migration(migrations.Migration):
    dependencies = [("monitoring", "0016_case")]

    operations = [migrations.RunPython(forwards, migrations.RunPython.noop)]
