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


def gather(sources, most, key):
    """[(source, row)]: the first `most` rows of each source, in the order of the sources, in one query.

    A source has `queryset`, `fields` (paths that its words read, through forward relations or annotations) and `by` (the
    date it is ordered by, empty ones last). A field that was not named is loaded when touched, with a query of its own.
    `key`: see fetch_kept.
    """
    sources = list(sources)
    found = sorted(row for row in fetch_kept(key, lambda: _together(sources, most)) if row[1] <= most)
    return [(sources[place], _row(sources[place].queryset.model, _read(facts))) for place, _, facts in found]


def _together(sources, most):
    arms = [_arm(source, place) for place, source in enumerate(sources)]
    if not arms:
        return None
    rows = arms[0].union(*arms[1:], all=True) if arms[1:] else arms[0]
    return rows.order_by("row_rank", "row_place")[: most * len(arms)]


def _arm(source, place):
    paths = {"pk", *source.fields}
    paths |= {f"{path.rpartition('__')[0]}__pk" for path in source.fields if "__" in path}
    order = [F(source.by).asc(nulls_last=True), F("pk").asc()]
    return (
        source.queryset.order_by()
        .annotate(
            row_place=Value(place, IntegerField()),
            row_rank=Window(RowNumber(), order_by=order),
            row_facts=JSONObject(**{path: F(path) for path in sorted(paths)}),
        )
        .values_list("row_place", "row_rank", "row_facts")
    )


def _read(facts):
    return json.loads(facts) if isinstance(facts, str) else facts


def _row(model, facts):
    """An instance of the model from {path: value}; its relations from paths with «__»; None when the key is NULL."""
    if facts["pk"] is None:
        return None
    plain, related = {}, defaultdict(dict)
    for path, value in facts.items():
        head, _, rest = path.partition("__")
        if rest:
            related[head][rest] = value
        else:
            plain[head] = value
    own = {model._meta.pk.attname: plain.pop("pk")}
    own |= {field.attname: plain.pop(name) for field in model._meta.concrete_fields for name in field_names(field, plain)}
    return None
