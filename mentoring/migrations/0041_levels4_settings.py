from django.db import migrations

from mentoring.starter import add_new_settings


def add(apps, schema_editor):
    """Thresholds of the register of indicators and of the curves."""
    add_new_settings(lambda name: apps.get_model("mentoring", name))


class Migration(migrations.Migration):
    dependencies = [("mentoring", "0040_observe_settings")]

    operations = [migrations.RunPython(add, migrations.RunPython.noop)]
