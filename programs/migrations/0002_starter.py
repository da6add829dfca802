from django.db import migrations

from programs.starter import load
from programs.starter.growth import load_inductions
from programs.starter.shelf import load_materials, load_templates


def forwards(apps, schema_editor):
    def get_model(name, app="programs"):
        return apps.get_model(app, name)

    load(get_model)
    load_templates(get_model)
    load_materials(get_model)
    load_inductions(get_model)


class Migration(migrations.Migration):
    dependencies = [("programs", "0001_version_0_4"), ("mentoring", "0002_starter")]

    operations = [migrations.RunPython(forwards, migrations.RunPython.noop)]
