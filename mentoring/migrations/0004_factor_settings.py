"""The setting «second step»; sessions of the former table ended with it, so nothing of them stays behind."""

from django.db import migrations

from mentoring.starter import add_new_settings


def forwards(apps, schema_editor):
    add_new_settings(lambda name: apps.get_model("mentoring", name))
    apps.get_model("sessions", "Session").objects.all().delete()


class Migration(migrations.Migration):
    dependencies = [("mentoring", "0003_factor_sessions"), ("sessions", "0001_initial")]

    operations = [migrations.RunPython(forwards, migrations.RunPython.noop)]
