"""Rows of tables as lines of text that are the same on every engine, and back."""

import base64
import json
from contextlib import contextmanager
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from uuid import UUID

from django.apps import apps
from django.core.management.color import no_style
from django.db import connections, models, transaction
from django.utils.duration import duration_string

LEFT_OUT = {"django_session"}  # a restored session would let in whoever has been signed out since
CHUNK = 2000


def kept_models():
    """Every model with a table of its own whose rows an archive holds, by the table's name."""
    return [model for model in _own_models() if model._meta.db_table not in LEFT_OUT]


def _own_models():
    found = {model._meta.db_table: model for model in apps.get_models(include_auto_created=True) if model._meta.managed}
    return [model for _, model in sorted(found.items()) if not model._meta.proxy]


def columns(model):
    return [field.column for field in model._meta.local_concrete_fields]


@contextmanager
def snapshot(connection):
    """Everything read inside is of one moment; nobody who writes is kept waiting."""
    if connection.in_atomic_block:
        yield
    elif connection.vendor == "sqlite":  # atomic() would take the only right to write
        with connection.cursor() as cursor:
            cursor.execute("BEGIN DEFERRED")
            try:
                yield
            finally:
                cursor.execute("ROLLBACK")
    else:
        with transaction.atomic(using=connection.alias):
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
            yield


def chunks(model, using):
    """Lists of lines in the order of the key, which tells nothing of when a row was written."""
    names = [field.attname for field in model._meta.local_concrete_fields]
    lines = []
    for row in model._base_manager.using(using).order_by("pk").values_list(*names).iterator(chunk_size=CHUNK):
        lines.append(json.dumps(list(map(plain, row)), ensure_ascii=False, separators=(",", ":"), sort_keys=True))
        if len(lines) == CHUNK:
            yield lines
            lines = []
    if lines:
        yield lines


def as_bytes(lines):
    return "".join(f"{line}\n" for line in lines).encode()


def plain(value):
    """A value as JSON knows it."""
    if value is None or isinstance(value, bool | int | float | str | dict | list):
        return value
    for kinds, words in PLAIN:
        if isinstance(value, kinds):
            return words(value)
    raise TypeError(f"no archive can hold {type(value)}")


PLAIN = (
    (datetime, lambda value: value.astimezone(UTC).isoformat()),
    (date | time, lambda value: value.isoformat()),
    (Decimal | UUID, str),
    (timedelta, duration_string),
    (bytes | memoryview, lambda value: base64.b64encode(bytes(value)).decode()),
)


def load(model, lines, using):
    """Put rows in as they are: no defaults, no clocks, no signals."""
    fields = model._meta.local_concrete_fields
    rows = [
        model(**{field.attname: field.to_python(value) for field, value in zip(fields, json.loads(line), strict=True)})
        for line in lines
    ]
    if not rows:
        return
    step = min(connections[using].ops.bulk_batch_size(fields, rows) or len(rows), CHUNK)
    for start in range(0, len(rows), step):
        model._base_manager.using(using)._insert(rows[start : start + step], fields=fields, using=using, raw=True)


def empty_all(connection):
    """No row in any table; sessions go as well."""
    tables = [model._meta.db_table for model in _own_models()]
    with connection.cursor() as cursor:
        for statement in connection.ops.sql_flush(no_style(), tables, reset_sequences=True):
            cursor.execute(statement)


def file_names(using):
    """Names of all files that rows speak of."""
    names = set()
    for model in kept_models():
        for field in model._meta.local_concrete_fields:
            if isinstance(field, models.FileField):
                names.update(model._base_manager.using(using).values_list(field.attname, flat=True))
    return names - {"", None}


def next_number(model, connection):
    """The number the next row will get; a number given once is never given again, also after its row has gone."""
    key = model._meta.pk
    if not isinstance(key, models.AutoField):
        return None
    table = model._meta.db_table
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("SELECT seq + 1 FROM sqlite_sequence WHERE name = %s", [table])
        else:
            cursor.execute("SELECT pg_get_serial_sequence(%s, %s)", [f'"{table}"', key.column])
            sequence = cursor.fetchone()[0]
            cursor.execute(f"SELECT last_value + is_called::int FROM {sequence}")  # noqa: S608 the engine's own name
        found = cursor.fetchone()
    return found[0] if found else 1


def set_next_number(model, number, connection):
    table, key = model._meta.db_table, model._meta.pk
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("DELETE FROM sqlite_sequence WHERE name = %s", [table])
            cursor.execute("INSERT INTO sqlite_sequence (name, seq) VALUES (%s, %s)", [table, number - 1])
        else:
            cursor.execute(
                "SELECT setval(pg_get_serial_sequence(%s, %s), %s, false)", [f'"{table}"', key.column, number]
            )
