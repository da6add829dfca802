from django.db import migrations

CODE, LAW = "order_law_since", "order_law"
ROW = {
    "name": "Ссылаться на закон в приказах с",
    "value": "01.03.2025",
    "mark": "K",
    "note": "Приказы с более ранней датой на него не ссылаются",
}


def forwards(apps, schema_editor):
    """The article is in force since that day; a college that began earlier gets the number beside the law."""
    settings = apps.get_model("mentoring", "Setting").objects
    law = settings.filter(code=LAW).first()
    if law:
        settings.get_or_create(code=CODE, defaults={**ROW, "group": law.group, "position": law.position})


class Migration(migrations.Migration):
    dependencies = [("mentoring", "0006_speed_consultation_words")]

    operations = [migrations.RunPython(forwards, migrations.RunPython.noop)]
