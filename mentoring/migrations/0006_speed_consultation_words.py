from django.db import migrations

WAS = "Участники такой встречи сами наставники. Проверьте состав."
IS = (
    "На такую встречу к более опытному коллеге приходят сами наставники. "
    "Проверьте, что наставляемый в банке наставников."
)


def forwards(apps, schema_editor):
    """Clause 4.4: the adviser may be a competent person, so only those who come for advice are looked at."""
    for label in apps.get_model("mentoring", "ChoiceLabel").objects.filter(group="kind", code="speed"):
        for rule in label.data.get("rules", []):
            if rule.get("check") == "mentors_only" and rule.get("text") == WAS:
                rule["text"] = IS
        label.save(update_fields=["data"])


class Migration(migrations.Migration):
    dependencies = [("mentoring", "0005_drop_unread_setting")]

    operations = [migrations.RunPython(forwards, migrations.RunPython.noop)]
