from django.db import migrations
from django.utils import timezone

from monitoring.starter import REPEATED, add_conditions, behavior, load, load_indicators, load_ready
from monitoring.starter.cases import load_cases
from monitoring.starter.knowledge import load_knowledge


def forwards(apps, schema_editor):
    def get_model(name, app="monitoring"):
        return apps.get_model(app, name)

    at = timezone.now()
    load(get_model)
    load_ready(get_model, at)
    add_conditions(get_model)
    load_knowledge(get_model, at)
    behavior.load(get_model)
    load_indicators(get_model)
    load_cases(get_model, at)
    load_ready(get_model, at, REPEATED)


class Migration(migrations.Migration):
    dependencies = [("monitoring", "0001_version_0_4"), ("mentoring", "0002_starter"), ("programs", "0002_starter")]

    operations = [migrations.RunPython(forwards, migrations.RunPython.noop)]
