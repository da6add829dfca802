"""Deeds of all sources in one order: late first, then by date; one action a row. And what the reader waits for."""

from dataclasses import dataclass, replace
from datetime import date
from urllib.parse import urlencode

from mentoring.access import ROLE_WORDS
from mentoring.kit.gather import gather
from mentoring.kit.ui import Chip, Deed

from .counter import key_of, sources_of, waits_of

PER_SOURCE = 10
WAITS_PER_SOURCE = 5
LATE = "late"  # the queue of everything whose term is over


@dataclass(frozen=True)
class DeedList:
    """`deeds` are the shown ones in order, `total` counts all that wait; `late` and `today` count shown ones.

    `queue` is the name of the chosen queue, empty when all are shown; `chosen` counts what waits in it.
    """

    deeds: tuple[Deed, ...]
    chips: tuple[Chip, ...]
    queue: str
    chosen: int
    total: int
    late: int
    today: int
    nearest: date | None
    furthest: date | None


def deed_rows(actor, on, counts):
    """[(source, row)] of the sources that are not empty, in one query; `counts` is what count_deeds gave."""
    sources = [source for source in sources_of(actor, on) if counts.get(source.code)]
    codes = tuple(source.code for source in sources)
    return gather(sources, PER_SOURCE, key_of("deeds", actor, on, codes)) if sources else []


def wait_rows(actor, on):
    """[(source, row)] of what the reader waits for from others, in one query."""
    sources = waits_of(actor, on)
    return gather(sources, WAITS_PER_SOURCE, key_of("waits", actor, on)) if sources else []


def pairs_of(rows):
    """The pairs whose people the words over these rows name."""
    return [source.pair(row) for source, row in rows if source.pair]


def deed_list(actor, on, counts, found, queue=""):
    """The DeedList of what deed_rows found, its pairs loaded with members; an unknown or empty `queue` shows all."""
    rows = [(source.due(row), source, row) for source, row in found]
    rows.sort(key=lambda line: line[0] or date.max)
    dates = [due for due, _, _ in rows if due]
    late = sum(due < on for due in dates)
    chips = _chips({source.code: source.queue for source, _ in found}, counts, late, queue)
    current = next((chip for chip in chips if chip.current), None)
    shown = [line for line in rows if not current or _inside(line, queue, on)]
    return DeedList(
        deeds=tuple(_with_role(source.deed(row), source, actor) for _, source, row in shown),
        chips=chips,
        queue=current.name if current else "",
        chosen=current.n if current else sum(counts.values()),
        total=sum(counts.values()),
        late=late,
        today=sum(due == on for due in dates),
        nearest=min((due for due in dates if due > on), default=None),
        furthest=max(dates, default=None),
    )


def _with_role(deed, source, actor):
    if len(actor.roles) < 2 or not source.role or deed.role_note:
        return deed
    return replace(deed, role_note=f"как {ROLE_WORDS[source.role][0]}")


def _inside(line, queue, on):
    due, source, _ = line
    return bool(due and due < on) if queue == LATE else source.queue == queue


def _chips(queue_of, counts, late, chosen):
    """Each leads to its own deeds; pressed again, the chosen one leads back to all."""
    queues = {}
    for code, queue in queue_of.items():
        queues[queue] = queues.get(queue, 0) + counts[code]
    named = [(LATE, "Срок прошёл", late)] if late else []
    named += [(name, name, n) for name, n in queues.items()]
    return tuple(
        Chip(
            n,
            name,
            "?#deeds" if code == chosen else f"?{urlencode({'queue': code})}#deeds",
            code == LATE,
            current=code == chosen,
        )
        for code, name, n in named
    )
