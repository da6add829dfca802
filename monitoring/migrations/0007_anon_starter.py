from django.db import migrations

from monitoring.starter import add_conditions


def forwards(apps, schema_editor):
    """Both mirror questionnaires ask how the conditions of work answer the regulation (clause 4.2)."""
    add_conditions(lambda name, app="monitoring": apps.get_model(app, name))


class Migration(migrations.Migration):
    dependencies = [("monitoring", "0006_anon")]

    operations = [migrations.RunPython(forwards, migrations.RunPython.noop)]
