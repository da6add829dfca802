from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("monitoring", "0005_bank_competences"), ("mentoring", "0003_new_settings")]

    operations = [
        migrations.AddField(
            model_name="snapshotrows",
            name="forgotten",
            field=models.BooleanField(default=False, verbose_name="удалены по сроку"),
        ),
    ]
