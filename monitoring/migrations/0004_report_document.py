import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("monitoring", "0003_no_samples"), ("mentoring", "0003_new_settings")]

    operations = [
        migrations.AddField(
            model_name="yearreport",
            name="document",
            field=models.OneToOneField(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="year_report",
                to="mentoring.issueddocument",
                verbose_name="документ",
            ),
        ),
    ]
