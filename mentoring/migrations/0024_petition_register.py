from django.db import migrations

from mentoring.starter import read

CODE = "D39"
REGISTERED_AS = {
    "replace_mentor": "D30",
    "replace_mentee": "D30",
    "release_personal": "D31",
    "release_success": "D31",
}
FIELDS = ("code", "name", "prefix", "gender", "signs", "stamps", "sign", "acquaint")


def add_type(apps, schema_editor):
    kind = apps.get_model("mentoring", "DocumentType")
    row = next(row for row in read("documents")["extra_document_types"] if row["code"] == CODE)
    position = kind.objects.count() + 1
    kind.objects.get_or_create(code=CODE, defaults={**{name: row[name] for name in FIELDS}, "position": position})


def number_sent(apps, schema_editor):
    """Petitions sent before get the numbers they would have got: by kind and academic year, in the order of sending."""
    get = apps.get_model
    years = list(get("mentoring", "AcademicYear").objects.order_by("starts"))
    prefixes = dict(get("mentoring", "DocumentType").objects.values_list("code", "prefix"))
    issued, sequence = get("mentoring", "IssuedDocument"), get("mentoring", "NumberSequence")
    petitions = get("mentoring", "Petition").objects
    for petition in petitions.filter(sent_at__isnull=False, number="").order_by("sent_at", "pk"):
        day = petition.sent_at.date()
        year = next((y for y in years if y.starts <= day <= y.ends), None) or next(y for y in years if y.current)
        prefix = prefixes[REGISTERED_AS.get(petition.kind, CODE)]
        row, _ = sequence.objects.get_or_create(prefix=prefix, year=year)
        number = ""
        while not number or issued.objects.filter(type__prefix=prefix, year=year, number=number).exists():
            row.last += 1
            number = f"{prefix}-{year.starts.year}/{row.last}"
        row.save(update_fields=["last"])
        petitions.filter(pk=petition.pk).update(year=year, number=number)


class Migration(migrations.Migration):
    dependencies = [("mentoring", "0023_petition_numbers")]

    operations = [
        migrations.RunPython(add_type, migrations.RunPython.noop),
        migrations.RunPython(number_sent, migrations.RunPython.noop),
    ]
