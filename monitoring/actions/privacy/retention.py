"""Daily: rows past their term go, their files with them. What would go is shown before (`retention --dry-run`, the page)."""

from django.db import transaction

from mentoring.access import SYSTEM
from mentoring.actions import journal
from mentoring.kit import dates
from mentoring.models import Setting, StoredFile
from monitoring.queries.privacy.retention import overdue

OWN_ROUND = ("outside",)  # applications from outside have a round of their own


def delete_overdue(*, at):
    """Delete by the register's terms. Returns how many rows are gone; the story keeps the counts."""
    gone = {}
    for past in overdue(dates.local(at).date()):
        if past.code in OWN_ROUND:
            continue
        number = sum(_delete(rows) for rows in past.querysets)
        if number:
            gone[past] = number
    for past, number in gone.items():
        setting = Setting.objects.get(code=past.setting)
        heading = f"Удалено по сроку хранения: {past.words[:1].lower()}{past.words[1:]}, записей {number}"
        journal.record("retention", heading, by=SYSTEM, at=at, subject=setting)
    return sum(gone.values())


@transaction.atomic
def _delete(rows):
    keys = list(rows.values_list("pk", flat=True))
    if not keys:
        return 0
    model = rows.model
    fields = [field.name for field in model._meta.concrete_fields if field.related_model is StoredFile]
    files = {key for name in fields for key in model.objects.filter(pk__in=keys).values_list(name, flat=True) if key}
    model.objects.filter(pk__in=keys).delete()
    for file in StoredFile.objects.filter(pk__in=files):
        storage, name = file.file.storage, file.file.name
        file.delete()
        transaction.on_commit(lambda storage=storage, name=name: storage.delete(name))
    return len(keys)
