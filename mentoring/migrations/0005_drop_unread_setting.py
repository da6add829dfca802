from django.db import migrations

UNREAD = "attention_no_journal_days"


def forwards(apps, schema_editor):
    """A number that no page ever read."""
    apps.get_model("mentoring", "Setting").objects.filter(code=UNREAD).delete()


class Migration(migrations.Migration):
    dependencies = [("mentoring", "0004_offer_reminded")]

    operations = [migrations.RunPython(forwards, migrations.RunPython.noop)]
