"""A login that its owner's leaving closed is told from one that the administrator closed."""

from django.db import migrations, models


def mark_leavers(apps, schema_editor):
    people = apps.get_model("mentoring", "Person").objects.filter(left_on__isnull=False)
    users = apps.get_model("mentoring", "User").objects.filter(is_active=False, pk__in=people.values("user"))
    users.update(closed_by_leaving=True)


class Migration(migrations.Migration):
    dependencies = [("mentoring", "0007_order_law_since")]

    operations = [
        migrations.AddField(
            "user",
            "closed_by_leaving",
            models.BooleanField("закрыт уходом", default=False, editable=False),
        ),
        migrations.RunPython(mark_leavers, migrations.RunPython.noop),
    ]
