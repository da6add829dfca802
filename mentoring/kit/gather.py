"""Rows of different models in one query: the fields a row needs travel as one JSON and come back as its own model.

Twenty sources would cost a page twenty queries; their UNION costs one, and the words over a row stay plain Python.
"""

import json
from collections import defaultdict
from datetime import UTC

from django.db import DEFAULT_DB_ALIAS
from django.db.models import DateTimeField, F, IntegerField, JSONField, Value, Window
from django.db.models.functions import JSONObject, RowNumber

from .kept import fetch_kept


def gather(sources, most, key=None):
    """[(source, row)]: the first `most` rows of each source, in the order of the sources, in one query.

    A source has `queryset`, `fields` (paths that its words read, through forward relations or annotations) and `by` (the
    date it is ordered by, empty ones last). A field that was not named is loaded when touched, with a query of its own.
    `key`: see fetch_kept.
    """
    sources = list(sources)
    return as_rows(sources, fetch_kept(key, lambda: together(sources, most)), most)


def as_rows(sources, raw, most):
    """The same of raw rows that `together` brought: one text may have served several readers."""
    found = sorted(row for row in raw if row[1] <= most)
    return [(sources[place], _row(sources[place].queryset.model, _facts(text))) for place, _, text in found]


def facts_of(fields):
    """What a row needs as one JSON, for a UNION of another's making; `row_of` makes it a row again."""
    return JSONObject(**{path: F(path) for path in _with_keys(fields)})


def row_of(model, text):
    return _row(model, _facts(text))


def _facts(text):
    """SQLite gives the JSON as text, PostgreSQL's driver may have read it."""
    return json.loads(text) if isinstance(text, str) else text


def together(sources, most):
    """The UNION of all sources: (place of the source, rank, facts)."""
    arms = [_arm(source, place) for place, source in enumerate(sources)]
    if not arms:
        return None
    rows = arms[0].union(*arms[1:], all=True) if arms[1:] else arms[0]
    return rows.order_by("row_rank", "row_place")[: most * len(arms)]


def _arm(source, place):
    order = [F(source.by).asc(nulls_last=True), F("pk").asc()]
    return (
        source.queryset.order_by()
        .annotate(
            row_place=Value(place, IntegerField()),
            row_rank=Window(RowNumber(), order_by=order),
            row_facts=JSONObject(**{path: F(path) for path in _with_keys(source.fields)}),
        )
        .values_list("row_place", "row_rank", "row_facts")
    )


def _with_keys(fields):
    """The paths and the keys of every row on their way."""
    paths = {"pk", *fields}
    for path in fields:
        steps = path.split("__")[:-1]
        paths |= {"__".join([*steps[:number], "pk"]) for number in range(1, len(steps) + 1)}
    return sorted(paths)


def _row(model, facts):
    """An instance of the model from {path: value}, with its relations; None when there is no such row."""
    if facts["pk"] is None:
        return None
    plain, related = {}, defaultdict(dict)
    for path, value in facts.items():
        head, _, rest = path.partition("__")
        if rest:
            related[head][rest] = value
        else:
            plain[head] = value
    plain[model._meta.pk.attname] = plain.pop("pk")
    fields = [field for field in model._meta.concrete_fields if field.attname in plain]
    values = [_value(field, plain.pop(field.attname)) for field in fields]
    row = model.from_db(DEFAULT_DB_ALIAS, [field.attname for field in fields], values)
    for name, value in plain.items():
        setattr(row, name, value)  # annotations
    for name, its_facts in related.items():
        setattr(row, name, _row(model._meta.get_field(name).related_model, its_facts))
    return row


def _value(field, value):
    """What the field would have read: JSON knows neither dates nor, on SQLite, JSON within text."""
    if value is None:
        return None
    if isinstance(field, JSONField):
        return json.loads(value) if isinstance(value, str) else value
    value = field.to_python(value)
    if isinstance(field, DateTimeField) and value.tzinfo is None:
        return value.replace(tzinfo=UTC)
    return value
