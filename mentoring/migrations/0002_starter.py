from django.db import migrations

from mentoring.starter import add_achievement_lists, load
from mentoring.starter.norms import load_norms


def forwards(apps, schema_editor):
    def get_model(name):
        return apps.get_model("mentoring", name)

    load(get_model)
    load_norms(get_model)
    add_achievement_lists(get_model)


class Migration(migrations.Migration):
    dependencies = [("mentoring", "0001_version_0_4")]

    operations = [migrations.RunPython(forwards, migrations.RunPython.noop)]
