"""Pages of snapshots: the list, one as it was, two side by side, the rows behind one figure."""

from dataclasses import dataclass, replace
from datetime import date

from django.db.models import F

from mentoring.kit.canonical import fingerprint
from mentoring.kit.text import Folded, words_of
from mentoring.kit.ui import Column
from mentoring.queries.page import chosen
from monitoring.access.output import snapshots_for
from monitoring.models import FigureTarget, Snapshot
from monitoring.queries.dashboard.figure import Figure

from .payload import Frozen, frozen_of

LIST_COLUMNS = (
    Column("Снимок", primary=True, sort_key="title"),
    Column("На дату", sort_key="on"),
    Column("Как сделан"),
    Column("Кто и когда", sort_key="made"),
)
FIGURE_COLUMNS = (
    Column("Показатель", primary=True),
    Column("Тогда"),
    Column("Годом раньше"),
    Column("Изменение"),
    Column("Цель"),
    Column("Строки"),
)
COMPARE_COLUMNS = (Column("Показатель", primary=True), Column("Раньше"), Column("Позже"), Column("Изменение"))
ORDERS = {
    "title": ("title", "-created_at"),
    "-title": ("-title", "-created_at"),
    "on": ("on", "created_at"),
    "-on": ("-on", "-created_at"),
    "made": ("created_at", "pk"),
    "-made": ("-created_at", "-pk"),
}


def snapshot_rows_found(actor, *, q="", sort=""):
    """Snapshots without their figures, searched by name."""
    found = snapshots_for(actor).select_related("author", "year").defer("payload")
    for word in words_of(q):
        found = found.alias(folded=Folded(F("title"))).filter(folded__contains=word)
    return found.order_by(*ORDERS[chosen(sort, ORDERS, "-made")])


def rows_of(snapshot):
    """Rows behind every figure of a snapshot."""
    return list(snapshot.rows.all())


def row_of(snapshot, code):
    """Rows behind one figure; None when none were kept."""
    return snapshot.rows.filter(code=code).first()


def targets_of(year):
    """{code of a figure: what the college wants it to be in the year}."""
    return dict(FigureTarget.objects.filter(year=year).values_list("code", "value"))


@dataclass(frozen=True)
class Line:
    """A figure as it was; `rows` is how many rows it had, `forgotten` that they are gone with their names."""

    figure: Figure
    rows: int
    forgotten: bool

    @property
    def change(self):
        return change_words(self.figure)


@dataclass(frozen=True)
class SnapshotPage:
    snapshot: Snapshot
    frozen: Frozen
    lines: tuple[Line, ...]
    whole: bool  # the print agrees with what is kept

    columns = FIGURE_COLUMNS


def snapshot_page(snapshot):
    """One snapshot as it was, and whether its figures are those that were frozen; two statements with its row."""
    frozen = frozen_of(snapshot.payload)
    kept = {code: said for code, *said in snapshot.rows.values_list("code", "n", "forgotten")}
    lines = tuple(Line(figure, *kept.get(figure.code, (0, False))) for figure in frozen.figures)
    return SnapshotPage(snapshot, frozen, lines, fingerprint(snapshot.payload) == snapshot.sha256)


@dataclass(frozen=True)
class Compared:
    name: str
    before: str
    after: str
    change: str


def compare(first, second):
    """Every figure of two snapshots and how far it moved; the earlier date stands first."""
    first, second = sorted((first, second), key=lambda one: (one.on, one.created_at))
    old, new = frozen_of(first.payload), frozen_of(second.payload)
    codes = dict.fromkeys(figure.code for figure in (*old.figures, *new.figures))
    return first, second, tuple(_compared(old.figure(code), new.figure(code)) for code in codes)


def _compared(old, new):
    if old is None or new is None:
        known = old or new
        return Compared(known.name, old.text if old else "–", new.text if new else "–", "–")
    known = None if old.few else old.now
    moved = replace(new, before=known, than="в прежнем снимке")
    return Compared(new.name, old.text, new.text, change_words(moved))


def change_words(figure):
    """«↑ на 6 п. п., лучше»; a dash when there is nothing to compare with."""
    verdict = {True: ", лучше", False: ", хуже", None: ""}[figure.good]
    return f"{figure.trend}{verdict}" if figure.trend else "–"


@dataclass(frozen=True)
class KeptRows:
    """Rows of one figure as they were printed, searched by any of their words; `whole`: they are those that were frozen."""

    title: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]
    total: int
    whole: bool
    forgotten: bool


def kept_rows(kept, q=""):
    columns = tuple(Column(name, primary=n == 0) for n, (name, _, _) in enumerate(kept.columns))
    kinds = [kind for _, kind, _ in kept.columns]
    rows = [tuple(_shown(cell, kind) for cell, kind in zip(cells, kinds, strict=True)) for _, cells in kept.rows]
    wanted = words_of(q)
    found = [row for row in rows if all(word in " ".join(words_of(" ".join(row))) for word in wanted)]
    return KeptRows(kept.title, columns, tuple(found), len(rows), are_whole(kept), kept.forgotten)


def are_whole(kept):
    """Whether rows agree with their print, which stands in the snapshot's own payload; forgotten ones have none to show."""
    return kept.forgotten or kept.snapshot.payload.get("rows", {}).get(kept.code) == fingerprint(kept.rows)


def _shown(cell, kind):
    if cell is None:
        return "–"
    if kind == "date":
        return f"{date.fromisoformat(cell):%d.%m.%Y}"
    return str(cell).replace(".", ",") if isinstance(cell, float) else str(cell)
