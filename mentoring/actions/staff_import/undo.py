"""Taking a loaded list back on the day it was loaded, while nobody has worked with its people."""

from django.db import transaction

from mentoring.actions import journal
from mentoring.actions.person import update_person
from mentoring.actions.seal import tell_changed
from mentoring.choices import RowVerdict
from mentoring.kit.text import listing
from mentoring.kit.verdict import Refused, no
from mentoring.models import ImportRow, JournalEntry, Organization, Person, Unit
from mentoring.workflow.staff_import import STAFF_IMPORT

NAMED = 5


@transaction.atomic
def undo_list(batch, *, by, at):
    """Remove the people the list added and give changed cards their former values. Returns (removed, restored).

    Raises Refused: another day, or somebody worked with these people since (they are named).
    """
    STAFF_IMPORT.claim("undo", batch, by=by, note="Загрузка отменена, карточки возвращены")
    rows = list(batch.rows.filter(verdict=RowVerdict.APPLIED).select_related("person"))
    touched = _touched(rows, batch.applied_at)
    if touched:
        more = f" и ещё {len(touched) - NAMED}" if len(touched) > NAMED else ""
        names = listing(touched[:NAMED], last=", ")
        raise Refused(no(f"С этими людьми уже работали: {names}{more}. Исправьте карточки по одной."))
    added = [row for row in rows if row.values["act"] == "add"]
    updated = [row for row in rows if row.values["act"] == "update"]
    for row in updated:
        _restore(row, by, at)
    gone = [row.person_id for row in added]
    told = list(JournalEntry.objects.filter(person__in=gone).values_list("pk", flat=True))
    Person.objects.filter(pk__in=gone).delete()
    tell_changed(told, why="Отменена загрузка списка работников", at=at)
    _remove_units([pk for row in rows for pk in row.values.get("units", [])])
    for row in rows:
        row.verdict = RowVerdict.ADD if row.values["act"] == "add" else RowVerdict.UPDATE
        row.person = None if row.values["act"] == "add" else row.person
    ImportRow.objects.bulk_update(rows, ["verdict", "person"], batch_size=500)
    names = "\n".join(row.name for row in added)
    heading = f"Отменена загрузка списка «{batch.file.name}»: убрано {len(added)}, возвращено {len(updated)}"
    journal.record("staff_list_undone", heading, by=by, at=at, subject=batch, text=names)
    return len(added), len(updated)


def _touched(rows, since):
    """Names of people who have a later story, or who are named by any other record."""
    people = [row.person_id for row in rows if row.person_id]
    added = {row.person_id for row in rows if row.values["act"] == "add"}
    found = set(JournalEntry.objects.filter(person__in=people, at__gt=since).values_list("person", flat=True))
    for relation in Person._meta.related_objects:
        if relation.related_model not in {ImportRow, JournalEntry}:
            name = relation.field.name
            found.update(
                relation.related_model._base_manager.filter(**{f"{name}__in": added}).values_list(name, flat=True)
            )
    return [row.name for row in rows if row.person_id in found or not row.person_id]


def _restore(row, by, at):
    """Give a card what it said before; units and organizations come back by their keys."""
    before = dict(row.values["before"])
    if "left_on" in before:
        Person.objects.filter(pk=row.person_id).update(left_on=before.pop("left_on"))
    for name, model in (("unit", Unit), ("organization", Organization)):
        if before.get(name):
            before[name] = model.objects.get(pk=before[name])
    field_of = Person._meta.get_field
    values = {
        name: field_of(name).to_python(value) if isinstance(value, str) else value for name, value in before.items()
    }
    person = Person.objects.get(pk=row.person_id)
    if values:
        update_person(person, values, by=by, at=at, story="Отменена загрузка списка")


def _remove_units(keys):
    """Units the list brought, if nobody is in them and nobody heads them."""
    Unit.objects.filter(pk__in=keys, people__isnull=True, head__isnull=True, unit__isnull=True).delete()
