from django.db import migrations

from mentoring.starter import add_new_settings


def add(apps, schema_editor):
    """Filled databases get the bounds of kept files; a new one has them from the starter already."""
    add_new_settings(lambda name: apps.get_model("mentoring", name))


class Migration(migrations.Migration):
    dependencies = [("mentoring", "0008_seal")]

    operations = [migrations.RunPython(add, migrations.RunPython.noop)]
