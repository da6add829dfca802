"""SQL of one column of a copy. `s` is the played row; of the copy `c.k` is the number, `c.y` how many years back, `c.whole` all of it."""

from django.db import models
from django.db.models import UniqueConstraint

from mentoring.models import AcademicYear, IssuedDocument, Person

from .bulk_parts import COPIED, references

SHORT = 20  # a text of so few letters has no room for the copy's number beside it
BACK = "make_interval(years => c.y)"
SURNAME = (
    "(s.last_name || '-' || (SELECT b.word FROM bulk_surname a JOIN bulk_surname b ON b.gender = a.gender"
    " AND b.place = (a.place + c.k) %% a.n WHERE a.id = s.id))"
)
SORT_KEY = f"replace(lower(concat_ws(' ', {SURNAME}, s.first_name, nullif(s.patronymic, ''))), 'ё', 'е')"
EMAIL = "coalesce(split_part(s.email, '@', 1), 'n' || s.id) || '.' || c.k || '@bulk.example'"
WRITTEN = {
    (Person, "user"): "NULL",
    (Person, "last_name"): SURNAME,
    (Person, "sort_key"): SORT_KEY,
    (Person, "search_key"): f"{SORT_KEY} || ' ' || replace(lower(s.post), 'ё', 'е') || ' ' || {EMAIL}",
    (Person, "email"): EMAIL,
    (Person, "name_cases"): "'{}'::jsonb",
    (IssuedDocument, "requisites"): (
        "CASE WHEN coalesce(s.requisites->>'programs_due', '') = '' THEN s.requisites ELSE jsonb_set(s.requisites, "
        f"'{{programs_due}}', to_jsonb((((s.requisites->>'programs_due')::date - {BACK})::date)::text)) END"
    ),
}


def copied_pk(model):
    return model._meta.pk.column


def column_of(field, bulk):
    model, cell = field.model, f's."{field.column}"'
    if (model, field.name) in WRITTEN:
        return WRITTEN[model, field.name]
    if field.is_relation:
        return _reference(field, cell, bulk)
    if field.primary_key:
        return f"{cell} + c.k * {bulk.stride[model]}"
    if isinstance(field, models.DateTimeField):
        return f"{cell} - {BACK}"
    if isinstance(field, models.DateField):
        return f"({cell} - {BACK})::date"
    return _once(field, cell, bulk) if _alone(field) else cell


def _reference(field, cell, bulk):
    target = field.related_model
    if target is AcademicYear:
        cases = " ".join(f"WHEN {cell} = {pk} AND c.y = {back} THEN {new}" for (pk, back), new in bulk.years.items())
        return f"CASE {cases} END"
    if target not in COPIED:
        return cell
    moved = f"{cell} + c.k * {bulk.stride[target]}"
    if target is field.model:  # a copy of what is over has not all the rows
        table = f"bulk_{target._meta.db_table}"
        return f"CASE WHEN c.whole OR {cell} IN (SELECT id FROM {table} WHERE over) THEN {moved} END"  # noqa: S608
    return moved


def _alone(field):
    """Must be unique by itself or among what stays as it was, and is the one to be changed for it."""
    moved = {one.name for one in references(field.model)}
    sets = [
        c.fields for c in field.model._meta.constraints if isinstance(c, UniqueConstraint) and field.name in c.fields
    ]
    changed = [names for names in sets if not moved & set(names)]
    return field.unique or (bool(changed) and not field.choices)


def _once(field, cell, bulk):
    if isinstance(field, models.UUIDField):
        return f"md5({cell}::text || '.' || c.k)::uuid"
    if isinstance(field, models.IntegerField):
        most = field.model.objects.aggregate(n=models.Max(field.name))["n"] or 0
        return f"{cell} + c.k * {most}"
    if field.max_length < SHORT:
        return f"lpad(upper(to_hex(s.id + c.k * {bulk.stride[field.model]})), {field.max_length}, '0')"
    return f"CASE WHEN {cell} = '' THEN '' ELSE left({cell}, {field.max_length - 8}) || '-' || c.k END"
