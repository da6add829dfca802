from django.db import migrations
from django.utils import timezone

from monitoring.starter.knowledge import load_knowledge


def forwards(apps, schema_editor):
    load_knowledge(lambda name, app="monitoring": apps.get_model(app, name), timezone.now())


class Migration(migrations.Migration):
    dependencies = [("monitoring", "0008_knowledge"), ("mentoring", "0039_knowledge_settings")]

    operations = [migrations.RunPython(forwards, migrations.RunPython.noop)]
