from django.db import migrations
from django.utils import timezone

from monitoring.starter import REPEATED, load_ready


def forwards(apps, schema_editor):
    """The form of the repeated measure, published."""
    load_ready(lambda name, app="monitoring": apps.get_model(app, name), timezone.now(), REPEATED)


class Migration(migrations.Migration):
    dependencies = [("monitoring", "0018_repeat"), ("mentoring", "0044_repeat_settings")]

    operations = [migrations.RunPython(forwards, migrations.RunPython.noop)]
