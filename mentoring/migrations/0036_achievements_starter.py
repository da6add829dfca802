from django.db import migrations

from mentoring.starter import add_achievement_lists


def add(apps, schema_editor):
    """Kinds, levels and results of achievements."""
    add_achievement_lists(lambda name: apps.get_model("mentoring", name))


class Migration(migrations.Migration):
    dependencies = [("mentoring", "0035_achievements")]

    operations = [migrations.RunPython(add, migrations.RunPython.noop)]
