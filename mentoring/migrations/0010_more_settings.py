from django.db import migrations

from mentoring.starter import add_new_settings


def add(apps, schema_editor):
    """Filled databases get the settings of requests, incidents, room for files and accessibility; a new one has them already."""
    add_new_settings(lambda name: apps.get_model("mentoring", name))


class Migration(migrations.Migration):
    dependencies = [("mentoring", "0009_seal")]

    operations = [migrations.RunPython(add, migrations.RunPython.noop)]
