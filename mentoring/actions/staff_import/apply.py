"""Applying a checked staff list: good rows become cards and changes of cards, all in one transaction."""

from datetime import date

from django.db import transaction

from mentoring.actions import journal
from mentoring.actions.person import create_person, mark_returned, update_person
from mentoring.actions.staff_import.check import GOOD, checked_rows, differs
from mentoring.choices import RowVerdict, UnitKind
from mentoring.kit.text import fold
from mentoring.kit.verdict import Refused, no
from mentoring.models import ImportRow, Unit
from mentoring.queries.staff_check import DATES
from mentoring.workflow.staff_import import STAFF_IMPORT

UNIT_WORDS = (
    (UnitKind.COMMITTEE, ("цк", "пцк", "цикловая", "предметно-цикловая")),
    (UnitKind.ASSOCIATION, ("мо", "методическое объединение", "объединение")),
    (UnitKind.COUNCIL, ("совет",)),
)


class Outdated(Refused):
    """Cards changed since the check: the verdicts on the page are no longer true."""


@transaction.atomic
def apply_list(batch, *, by, at):
    """Write the good rows, all or none. Returns (added, updated).

    Raises Refused when it was decided already, Outdated when cards changed since the check.
    """
    STAFF_IMPORT.claim("apply", batch, by=by, applied_at=at)
    rows = list(batch.rows.select_related("person"))
    if any(differs(row, check) for row, check in checked_rows(batch, rows)):
        raise Outdated(no("Пока вы смотрели, карточки изменились. Проверьте строки ещё раз."))
    good = [row for row in rows if row.verdict in GOOD]
    if not good:
        raise Refused(no("Загружать нечего: все строки с замечаниями. Скачайте файл «что исправить»."))
    units = _Units(by, at)
    for row in good:
        _write_named(row, units, by=by, at=at, story=f"Загружен список «{batch.file.name}»")
    ImportRow.objects.bulk_update(good, ["verdict", "person", "values"], batch_size=500)
    added = sum(row.values["act"] == "add" for row in good)
    heading = f"Загружен список «{batch.file.name}»: добавлено {added}, обновлено {len(good) - added}"
    journal.record("staff_list_applied", heading, by=by, at=at, subject=batch)
    return added, len(good) - added


class _Units:
    """Units by folded name; a new one is made once."""

    def __init__(self, by, at):
        self.by, self.at = by, at
        self.known = {fold(unit.name): unit for unit in Unit.objects.all()}
        self.made = []

    def get(self, name):
        unit = self.known.get(fold(name))
        if unit is None:
            unit = self.known[fold(name)] = Unit.objects.create(name=name, kind=kind_of_unit(name))
            self.made.append(unit.pk)
            heading = f"Добавлено подразделение: {unit.name}"
            journal.record("unit_created", heading, by=self.by, at=self.at, subject=unit)
        return unit


def kind_of_unit(name):
    """By the first word of its name; a department when it says nothing."""
    first = fold(name)
    return next(
        (
            kind
            for kind, words in UNIT_WORDS
            if any(first.split(" ")[0] == word or first.startswith(f"{word} ") for word in words)
        ),
        UnitKind.DEPARTMENT,
    )


def _write_named(row, units, **words):
    try:
        _write_row(row, units, **words)
    except Refused as refusal:
        raise Refused(no(f"{row.name}, строка {row.number}: {refusal}")) from refusal


def _write_row(row, units, *, by, at, story):
    made = len(units.made)
    values = {
        name: date.fromisoformat(value) if name in DATES and value else value
        for name, value in row.values["write"].items()
        if name != "left_on"
    }
    if "unit" in values:
        values["unit"] = units.get(values["unit"])
    row.values["units"] = units.made[made:]
    if row.values["act"] == "add":
        row.person = create_person(by=by, at=at, story=story, **values)
    else:
        row.values["before"] = {name: _stored(row.person, name) for name in row.values["write"]}
        if "left_on" in row.values["write"]:
            mark_returned(row.person, by=by, at=at)
        if values:
            update_person(row.person, values, by=by, at=at, story=story)
    row.verdict = RowVerdict.APPLIED


def _stored(person, name):
    value = person._meta.get_field(name).value_from_object(person)
    return value.isoformat() if hasattr(value, "isoformat") else value
