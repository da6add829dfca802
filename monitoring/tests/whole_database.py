"""Eyes of somebody who holds the whole database: every row, the order it lies in, its versions, the bytes of its file."""

from pathlib import Path

from django.db import connection

from monitoring.models import AnonymousText, AnswerCounter, Participation

TABLES = [model._meta.db_table for model in (Participation, AnswerCounter, AnonymousText)]
NOT_OURS = {"django_migrations", "sqlite_sequence"}


def ask(sql):
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return cursor.fetchall()


def dump(tables=None):
    """{table: rows in the order they lie} as a plain dump would write them."""
    names = tables or sorted(set(connection.introspection.table_names()) - NOT_OURS)
    return {name: [tuple(map(str, row)) for row in ask(f'SELECT * FROM "{name}"')] for name in names}  # noqa: S608


def changed(before, after):
    return {name for name in after if before.get(name) != after[name]}


def orders(table, column):
    """{how: values of `column` in that order} by everything the engine remembers of where and when a row was written."""
    if connection.vendor == "sqlite":
        found = {"rowid": [row for (row,) in ask(f'SELECT "{column}" FROM "{table}" ORDER BY rowid')]}  # noqa: S608
        return found | {"bytes": by_place_in_file(found["rowid"])}
    hows = {"ctid": "ctid", "xmin": "xmin::text::bigint, ctid", "heap": ""}
    return {
        how: [row for (row,) in ask(f'SELECT "{column}" FROM "{table}"' + (f" ORDER BY {by}" if by else ""))]  # noqa: S608
        for how, by in hows.items()
    }


def by_place_in_file(values):
    """Values in the order of their last place in the file; a table lies there after its index or before it."""
    held = file_bytes()
    return sorted(values, key=lambda value: held.rfind(value.hex.encode() if hasattr(value, "hex") else value.encode()))


def file_bytes():
    """The whole database as it would lie on the disk."""
    if connection.vendor == "sqlite":
        return connection.connection.serialize()
    ask_nothing("CHECKPOINT")
    (folder,), (number,) = (
        ask("SHOW data_directory")[0],
        ask("SELECT oid FROM pg_database WHERE datname = current_database()")[0],
    )
    files = (Path(folder) / "base" / str(number)).iterdir()
    return b"".join(file.read_bytes() for file in files if file.is_file())


def ask_nothing(sql):
    with connection.cursor() as cursor:
        cursor.execute(sql)


def versions(table):
    """Different row versions of a table's rows: PostgreSQL alone keeps them."""
    if connection.vendor == "sqlite":
        return set()
    return {row for (row,) in ask(f'SELECT DISTINCT xmin::text FROM "{table}"')}  # noqa: S608


def spearman(first, second):
    """Rank correlation of two orders of the same values: 1 − 6 Σd² / (n (n² − 1))."""
    places = {value: place for place, value in enumerate(second)}
    squares = sum((place - places[value]) ** 2 for place, value in enumerate(first))
    n = len(first)
    return 1 - 6 * squares / (n * (n * n - 1))
