"""Where «Мои дела» come from: each room offers sources; the home page lists them, the header counts them in one query."""

from collections.abc import Callable
from dataclasses import dataclass

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import Count, QuerySet, Value


def _own_due(row):
    return getattr(row, "due", None)


@dataclass(frozen=True)
class DeedSource:
    """One kind of deed that waits for the reader.

    `queryset` holds exactly the rows that wait (its length is what the header counts); `deed(row)` words one row as
    kit.ui.Deed; `due(row)` is its date for order and lateness (default: the row's `due`); `queue` names the chip it is
    counted under; `role` is the reader's role in it (mentor, mentee, curator…).
    """

    code: str
    queryset: QuerySet
    deed: Callable
    queue: str
    role: str = ""
    due: Callable = _own_due


def counter_sql(sources):
    """(SQL, parameters) that count all sources together, or None when there is nothing to ask."""
    counted = [
        source.queryset.order_by()
        .annotate(deed_code=Value(source.code))
        .values_list("deed_code")
        .annotate(deed_count=Count("pk", distinct=True))
        .values_list("deed_code", "deed_count")
        for source in sources
    ]
    if not counted:
        return None
    rows = counted[0] if len(counted) == 1 else counted[0].union(*counted[1:], all=True)
    try:
        return rows.query.sql_with_params()
    except EmptyResultSet:
        return None


def count_by_source(compiled):
    """{source code: how many wait} by what counter_sql gave, in one query."""
    if compiled is None:
        return {}
    with connection.cursor() as cursor:
        cursor.execute(*compiled)
        return dict(cursor.fetchall())
