from datetime import UTC, datetime

from django.db import migrations

from monitoring.starter.behavior import load


def forwards(apps, schema_editor):
    load(lambda name: apps.get_model("monitoring", name), datetime.now(UTC))


class Migration(migrations.Migration):
    dependencies = [("monitoring", "0004_observe"), ("mentoring", "0039_observe_settings")]

    operations = [migrations.RunPython(forwards, migrations.RunPython.noop)]
