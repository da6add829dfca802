"""Queries asked by every page and composed once: composing a long UNION costs more than running it."""

from django.core.exceptions import EmptyResultSet
from django.db import connection

MOST = 5000
STAND_IN = 2**52 + 11  # the key of nobody: stands in a text for the reader whose query it will be
_kept = {}
_texts = {}


def fetch_kept(key, compose, *, reader=None):
    """Raw rows of the queryset that `compose()` gives (None: nothing to ask); its SQL is composed once for a key.

    The key names everything the SQL depends on: whose query it is, the reader, the day, the settings' mark. Without a key
    nothing is kept. With `reader`, `compose()` names STAND_IN where the reader's own key belongs: one text serves all.
    """
    if key is None:
        return _fetched(composed(compose()))
    try:
        compiled = _kept[key]
    except KeyError:
        if len(_kept) >= MOST:
            _kept.clear()
            _texts.clear()
        compiled = _kept[key] = composed(compose())
    return fetch_composed(compiled, reader=reader)


def fetch_composed(compiled, *, reader=None):
    """Raw rows of what `composed` gave, read for the one whose key stands for STAND_IN."""
    if compiled is None or reader is None:
        return _fetched(compiled)
    text, parameters = compiled
    return _fetched((text, tuple(reader if value == STAND_IN else value for value in parameters)))


def composed(queryset):
    """(SQL, parameters), or None when nothing can be found. Readers of one role differ in parameters: they share a text."""
    if queryset is None:
        return None
    try:
        text, parameters = queryset.query.sql_with_params()
    except EmptyResultSet:
        return None
    return _texts.setdefault(text, text), parameters


def _fetched(compiled):
    if compiled is None:
        return []
    with connection.cursor() as cursor:
        cursor.execute(*compiled)
        return cursor.fetchall()
