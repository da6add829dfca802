from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("mentoring", "0003_frozen_wording_and_style")]

    operations = [
        migrations.AddField("requestoffer", "reminded_at", models.DateTimeField("напомнили", blank=True, null=True)),
    ]
