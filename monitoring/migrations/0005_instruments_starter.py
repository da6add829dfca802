from django.db import migrations
from django.utils import timezone

from monitoring.starter import load_ready


def forwards(apps, schema_editor):
    load_ready(lambda name, app="monitoring": apps.get_model(app, name), timezone.now())


class Migration(migrations.Migration):
    dependencies = [("monitoring", "0004_instruments")]

    operations = [migrations.RunPython(forwards, migrations.RunPython.noop)]
