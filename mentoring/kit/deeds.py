"""Where «Мои дела» come from: each room offers sources; the home page reads them, the header counts them, in one query each."""

from collections.abc import Callable
from dataclasses import dataclass

from django.db.models import Count, QuerySet, Value

from .kept import fetch_kept
from .ladder import STEPS


def _own_due(row):
    return getattr(row, "due", None)


@dataclass(frozen=True)
class DeedSource:
    """One kind of deed that waits for the reader.

    `queryset` holds exactly the rows that wait (its length is what the header counts); `deed(row)` words one row as
    kit.ui.Deed; `due(row)` is its date for order and lateness (default: the row's `due`); `queue` names the chip it is
    counted under; `role` is the reader's role in it (mentor, mentee, curator…). `fields` and `by`: see kit/gather.py;
    `pair(row)` is the pair whose people the words name: the page loads the members of all its pairs at once.
    `ladder` says when letters remind of it (kit/ladder.py); `private` deeds are told there without their words.
    """

    code: str
    queryset: QuerySet
    deed: Callable
    queue: str
    role: str = ""
    due: Callable = _own_due
    fields: tuple[str, ...] = ()
    by: str = "due"
    pair: Callable | None = None
    ladder: str = STEPS
    private: bool = False


@dataclass(frozen=True)
class WaitSource:
    """One kind of what the reader waits for from others; `wait(row)` words a row as kit.ui.Wait."""

    queryset: QuerySet
    wait: Callable
    fields: tuple[str, ...] = ()
    by: str = "due"
    pair: Callable | None = None


def count_by_source(sources, key=None):
    """{source code: how many wait}, in one query; a source with nothing may be absent.

    `sources` is called when the query is composed; `key`: see fetch_kept.
    """
    return dict(fetch_kept(key, lambda: _counted(sources())))


def _counted(sources):
    arms = [
        source.queryset.order_by()
        .annotate(deed_code=Value(source.code))
        .values_list("deed_code")
        .annotate(deed_count=Count("pk", distinct=True))
        .values_list("deed_code", "deed_count")
        for source in sources
    ]
    if not arms:
        return None
    return arms[0] if len(arms) == 1 else arms[0].union(*arms[1:], all=True)
