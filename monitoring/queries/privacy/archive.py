"""Everything the office keeps of one person, in words: for the person alone.

Other people's secrets stay out: rows enter by the paths of the register of fields (mine), fields named there under `hide`
do not.
"""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.db.models import Q

from mentoring.kit.dates import local, short, stamp
from mentoring.kit.text import tidy
from mentoring.models import Person
from monitoring.choices.privacy import FieldCategory
from monitoring.queries.privacy.field_name import name_of
from monitoring.queries.privacy.register import entries

MACHINERY = {
    "id",
    "uuid",
    "sha256",
    "lock_version",
    "schema",
    "style",
    "seed",
    "sort_key",
    "search_key",
    "key",
    "claimed_until",
    "attempts",
}
SELF = "self"


@dataclass(frozen=True)
class Part:
    """One kind of records: its name, why it is kept, rows of (field, value in words)."""

    title: str
    why: str
    rows: tuple[tuple[tuple[str, str], ...], ...]


def parts_of(person, tell=lambda done, total: None):
    """Parts that have rows, in the order of the register; `tell(done, total)` after each kind of records."""
    asked = [entry for entry in entries().values() if entry.mine]
    found = []
    for number, entry in enumerate(asked, 1):
        rows = tuple(_cells(entry, row) for row in rows_of(entry, person))
        if rows:
            found.append(Part(str(entry.model._meta.verbose_name_plural), entry.why, rows))
        tell(number, len(asked))
    return tuple(found)


def rows_of(entry, person, paths=None):
    """Rows of a model that belong to a person by the register's paths."""
    rows = entry.model._base_manager
    paths = entry.mine if paths is None else paths
    if SELF in paths:
        return rows.filter(pk=person.pk)
    mine = Q()
    for path in paths:
        mine |= Q(**{path: person})
    keys = rows.filter(mine, **dict(entry.mine_when if paths is entry.mine else ())).values("pk")
    links = [field.name for field in entry.model._meta.concrete_fields if field.is_relation]
    return rows.filter(pk__in=keys).select_related(*links).order_by("pk")


def _cells(entry, row):
    told = []
    for name, category in entry.fields.items():
        if category == FieldCategory.LOGIN or name in MACHINERY or name in entry.hide:
            continue
        words = value_words(row, row._meta.get_field(name))
        if words:
            told.append((name_of(entry.model, name), words))
    return tuple(told)


def value_words(row, field):
    """A value as a person reads it; empty when there is none."""
    if field.many_to_many:
        return ", ".join(str(one) for one in getattr(row, field.name).all())
    if field.choices:
        return str(getattr(row, f"get_{field.name}_display")() or "")
    value = getattr(row, field.name)
    if isinstance(value, Person):
        return value.full_name
    return _plain(value)


def _plain(value):
    if value is None or value in ("", [], {}):
        return ""
    if isinstance(value, bool):
        return "да" if value else "нет"
    if isinstance(value, datetime):
        return stamp(local(value))
    if isinstance(value, date):
        return short(value)
    if isinstance(value, Decimal):
        return f"{value.normalize():f}"
    if isinstance(value, dict):
        return "; ".join(f"{key}: {_plain(one)}" for key, one in value.items() if _plain(one))
    if isinstance(value, list):
        return "; ".join(_plain(one) for one in value if _plain(one))
    return tidy(str(value)) if not isinstance(value, str) else value.strip()
