from django.db import migrations

from mentoring.starter import add_new_settings


def add(apps, schema_editor):
    """The rules named on the page «Доступность», for filled databases."""
    add_new_settings(lambda name: apps.get_model("mentoring", name))


class Migration(migrations.Migration):
    dependencies = [("mentoring", "0008_a11y_display")]

    operations = [migrations.RunPython(add, migrations.RunPython.noop)]
