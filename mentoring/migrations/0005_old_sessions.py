"""Sessions of the former table have ended with it: nothing of them stays behind."""

from django.db import migrations


def forwards(apps, schema_editor):
    apps.get_model("sessions", "Session").objects.all().delete()


class Migration(migrations.Migration):
    dependencies = [("mentoring", "0004_factor"), ("sessions", "0001_initial")]

    operations = [migrations.RunPython(forwards, migrations.RunPython.noop)]
