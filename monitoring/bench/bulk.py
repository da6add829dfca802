"""Many pairs of few: a played college on PostgreSQL multiplied by INSERT … SELECT.

Every copy shifts the keys of what is copied and every reference to it, so that constraints hold by themselves; people get
other surnames, addresses and no logins. Some copies are moved whole years back, so that three played years become five:
such a copy takes only what is over, as nobody works at a program of four years ago. What stands in tables not named here
(the story, letters, versions of texts, answers of surveys) stays that of the played college alone.
"""

import time

from django.core.management.color import no_style
from django.db import connection, models, transaction

from mentoring.models import AcademicYear, Pair, Person

from .bulk_columns import column_of, copied_pk
from .bulk_parts import COPIED, over

WHOLE = -1  # the college as it stands, with what is still going on
COPIES = (WHOLE, 0, 0, 1, 1, 2)  # of every six copies: the whole one, and what is over so many years back
CHUNK = 50
MARK = "@bulk.example"


class Refused(Exception):
    """Why this database cannot be multiplied."""


class Bulk:
    """The played college as it stood at the beginning; `grow(n)` adds copies until there are `n` pairs."""

    def __init__(self):
        if connection.vendor != "postgresql":
            raise Refused("Bulk loading needs PostgreSQL: set DATABASE_URL to an empty database of its own.")
        if Person.objects.filter(email__endswith=MARK).exists():
            raise Refused("This database was multiplied before: begin with an empty one.")
        if not Pair.objects.exists():
            raise Refused("There is nothing to multiply: play the demo college first.")
        last = {model: model.objects.aggregate(n=models.Max("pk"))["n"] or 0 for model in COPIED}
        self.stride = {model: last[model._meta.pk.related_model or model] for model in COPIED}
        self.copies = 0
        self.started = time.monotonic()
        with transaction.atomic(), connection.cursor() as cursor:
            self.years = _years()
            for model, rows in over().items():
                cursor.execute(f"CREATE TEMP TABLE {_played(model)} (id bigint PRIMARY KEY, over boolean)")
                sql = f"INSERT INTO {_played(model)} SELECT * FROM unnest(%s::bigint[], %s::boolean[])"  # noqa: S608 own names
                cursor.execute(sql, [list(rows), list(rows.values())])
            _surnames(cursor)
        self.insert = {model: self._insert(model) for model in COPIED}

    def grow(self, wanted, say):
        """All or nothing. Foreign keys and plain indexes are taken away for the time of copying and made anew, checked."""
        with transaction.atomic(), connection.cursor() as cursor:
            made = _take_away(cursor)
            while (pairs := Pair.objects.count()) < wanted:
                say(f"{pairs:,} of {wanted:,} pairs, {time.monotonic() - self.started:.0f} s".replace(",", " "))
                self._copy(cursor, min(CHUNK, self._missing(cursor, wanted - pairs)))
            for sql in made:
                cursor.execute(sql)
            for sql in connection.ops.sequence_reset_sql(no_style(), COPIED):
                cursor.execute(sql)
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE" if connection.in_atomic_block else "VACUUM ANALYZE")
        say(f"{Pair.objects.count():,} pairs, {time.monotonic() - self.started:.0f} s".replace(",", " "))

    def _missing(self, cursor, pairs):
        """How many copies give so many pairs."""
        cursor.execute(f"SELECT count(*), count(*) FILTER (WHERE over) FROM {_played(Pair)}")  # noqa: S608 own names
        whole, ended = cursor.fetchone()
        found, number = 0, self.copies
        while found < pairs:
            number += 1
            found += whole if COPIES[number % len(COPIES)] == WHOLE else ended
        return number - self.copies

    def _copy(self, cursor, count):
        for model in COPIED:
            cursor.execute(self.insert[model], [list(COPIES), self.copies + 1, self.copies + count])
        self.copies += count

    def _insert(self, model):
        fields = model._meta.concrete_fields
        quote = connection.ops.quote_name
        names = ", ".join(quote(field.column) for field in fields)
        values = ", ".join(column_of(field, self) for field in fields)
        return (
            f"INSERT INTO {quote(model._meta.db_table)} ({names}) SELECT {values} "  # noqa: S608 own names
            f"FROM {quote(model._meta.db_table)} s JOIN {_played(model)} p ON p.id = s.{quote(copied_pk(model))} "
            f"CROSS JOIN (SELECT k, greatest(y, 0) AS y, y = {WHOLE} AS whole FROM (SELECT k, (%s::int[])[k %% {len(COPIES)} + 1] AS y "
            "FROM generate_series(%s, %s) k) numbered) c WHERE p.over OR c.whole"
        )


def _played(model):
    return f"bulk_{model._meta.db_table}"


def _years():
    """Years before the first played one; {(year's id, how many back): id}."""
    first = AcademicYear.objects.order_by("starts").first()
    for back in range(1, max(COPIES) + 1):
        starts, ends = (day.replace(year=day.year - back) for day in (first.starts, first.ends))
        AcademicYear.objects.get_or_create(starts=starts, defaults={"ends": ends})
    known = {year.starts.year: year.pk for year in AcademicYear.objects.all()}
    return {
        (pk, back): known[starts - back]
        for starts, pk in known.items()
        for back in {*COPIES} - {WHOLE}
        if starts - back in known
    }


def _surnames(cursor):
    """Of each person the place among people of the same gender: a copy joins the surname of somebody further on."""
    cursor.execute(
        "CREATE TEMP TABLE bulk_surname AS SELECT id, gender, last_name AS word, count(*) OVER (PARTITION BY gender) AS n,"
        " row_number() OVER (PARTITION BY gender ORDER BY id) - 1 AS place FROM mentoring_person"
    )
    cursor.execute("CREATE INDEX ON bulk_surname (id)")
    cursor.execute("CREATE INDEX ON bulk_surname (gender, place)")


def _take_away(cursor):
    """Drop foreign keys and plain indexes of the copied tables; the statements that make them again, keys last."""
    tables = [model._meta.db_table for model in COPIED]
    cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    cursor.execute(
        "SELECT c.conrelid::regclass::text, quote_ident(c.conname), pg_get_constraintdef(c.oid) FROM pg_constraint c"
        " WHERE c.contype = 'f' AND c.conrelid::regclass::text = ANY(%s)",
        [tables],
    )
    keys = cursor.fetchall()
    cursor.execute(
        "SELECT i.indexrelid::regclass::text, pg_get_indexdef(i.indexrelid) FROM pg_index i"
        " WHERE NOT i.indisunique AND i.indrelid::regclass::text = ANY(%s)",
        [tables],
    )
    indexes = cursor.fetchall()
    for table, name, _ in keys:
        cursor.execute(f"ALTER TABLE {table} DROP CONSTRAINT {name}")
    for name, _ in indexes:
        cursor.execute(f"DROP INDEX {name}")
    cursor.execute("SET LOCAL maintenance_work_mem = '256MB'")
    return [made for _, made in indexes] + [
        f"ALTER TABLE {table} ADD CONSTRAINT {name} {made}" for table, name, made in keys
    ]
