from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("monitoring", "0003_bank_competences"), ("mentoring", "0003_snapshot_rows_settings")]

    operations = [
        migrations.AddField(
            model_name="snapshotrows",
            name="forgotten",
            field=models.BooleanField(default=False, verbose_name="удалены по сроку"),
        ),
    ]
