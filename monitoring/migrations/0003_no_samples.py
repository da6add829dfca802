"""PostgreSQL keeps samples of every column for its planner, even of rows long deleted; of anonymous words it keeps none."""

from django.db import migrations


def keep_no_samples(apps, editor):
    if editor.connection.vendor == "postgresql":
        table = editor.quote_name(apps.get_model("monitoring", "AnonymousText")._meta.db_table)
        editor.execute(f"ALTER TABLE {table} ALTER COLUMN text TYPE text")  # forgets those taken before
        editor.execute(f"ALTER TABLE {table} ALTER COLUMN text SET STATISTICS 0")


class Migration(migrations.Migration):
    dependencies = [("monitoring", "0002_starter")]
    operations = [migrations.RunPython(keep_no_samples, migrations.RunPython.noop)]
