"""Where «Мои дела» come from: each room offers sources; the home page lists them, the header counts them in one query."""

from collections.abc import Callable
from dataclasses import dataclass

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


def count_by_source(sources):
    """{code: how many wait} for all sources together, in one SQL query (0 queries when there are none)."""
    counted = [
        source.queryset.order_by()
        .annotate(deed_code=Value(source.code))
        .values_list("deed_code")
        .annotate(deed_count=Count("pk", distinct=True))
        .values_list("deed_code", "deed_count")
        for source in sources
    ]
    if not counted:
        return {}
    rows = counted[0] if len(counted) == 1 else counted[0].union(*counted[1:], all=True)
    return dict(rows)
