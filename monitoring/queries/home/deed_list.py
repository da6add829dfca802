"""Deeds of all sources in one order: late first, then by date; one action a row."""

from dataclasses import dataclass, replace
from datetime import date

from mentoring.access import ROLE_WORDS
from mentoring.kit.ui import Chip, Deed

from .counter import sources_of

PER_SOURCE = 10


@dataclass(frozen=True)
class DeedList:
    """`deeds` are the shown ones in order, `total` counts all that wait; `late` and `today` count shown ones."""

    deeds: tuple[Deed, ...]
    chips: tuple[Chip, ...]
    total: int
    late: int
    today: int
    furthest: date | None


def deed_list(actor, on, counts):
    """Rows of the sources that are not empty; `counts` is what count_deeds gave for this request."""
    sources = [source for source in sources_of(actor, on) if counts.get(source.code)]
    rows = [
        (source.due(row), _with_role(source.deed(row), source, actor))
        for source in sources
        for row in source.queryset[:PER_SOURCE]
    ]
    rows.sort(key=lambda pair: pair[0] or date.max)
    dates = [due for due, _ in rows if due]
    late = sum(due < on for due in dates)
    return DeedList(
        deeds=tuple(deed for _, deed in rows),
        chips=_chips(sources, counts, late),
        total=sum(counts.values()),
        late=late,
        today=sum(due == on for due in dates),
        furthest=max(dates, default=None),
    )


def _with_role(deed, source, actor):
    if len(actor.roles) < 2 or not source.role or deed.role_note:
        return deed
    return replace(deed, role_note=f"как {ROLE_WORDS[source.role][0]}")


def _chips(sources, counts, late):
    queues = {}
    for source in sources:
        queues[source.queue] = queues.get(source.queue, 0) + counts[source.code]
    chips = [Chip(n=late, name="Срок прошёл", href="#deeds", late=True)] if late else []
    return tuple(chips + [Chip(n=n, name=name, href="#deeds") for name, n in queues.items()])
