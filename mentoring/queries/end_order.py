"""Ended pairs of one order, read alike for the page, the paper and the action (D33, clause 5.3)."""

from dataclasses import dataclass

from django.urls import reverse

from mentoring.choices import PairState
from mentoring.kit.ui import CheckRow, Column
from mentoring.models import AcademicYear, IssuedDocument, Pair
from mentoring.office import office
from mentoring.queries.order_requisites import requisites_of
from mentoring.workflow.document import EDITABLE

END_ORDER_TYPE = "D33"
ENDED = (PairState.COMPLETED, PairState.ENDED_EARLY)
COLUMNS = (Column("Пара", primary=True), Column("Завершена"), Column("Основание"), Column("Выполнено"))
READY_COLUMNS = (Column("В приказ"), *COLUMNS)
GROUNDS = {
    "plan_completed": "план выполнен и срок истёк",
    "by_participants": "по инициативе участников",
    "by_curator": "по инициативе куратора",
}


def ended_pairs(order):
    """In the order of the paper: by the last day, then by number."""
    return list(_loaded(Pair.objects.filter(end_order=order)))


def _loaded(pairs):
    found = pairs.with_members().prefetch_related("members__person__organization")
    return found.select_related("order", "year", "end_reason").order_by("ended_on", "pk")


def ground_of(pair):
    """The ground as papers name it: private circumstances stay out of an order."""
    return GROUNDS.get(pair.end_ground, "")


@dataclass(frozen=True)
class EndLine:
    pair: Pair
    url: str
    ground: str

    @property
    def done(self):
        return self.pair.end_done or "–"


@dataclass(frozen=True)
class EndOrderPage:
    order: IssuedDocument
    lines: tuple[EndLine, ...]
    requisites: tuple[CheckRow, ...]
    columns: tuple = COLUMNS

    @property
    def many(self):
        return len(self.lines) > 1

    @property
    def crumbs(self):
        here = reverse("document_detail", args=[self.order.pk])
        return (("Документы", reverse("document_list")), ("Приказ о завершении", here))


def end_order_page(order):
    """Three queries, however many pairs the order holds."""
    lines = tuple(_line(pair) for pair in ended_pairs(order))
    return EndOrderPage(order, lines, requisites_of(order))


def _line(pair):
    return EndLine(pair, reverse("pair_detail", args=[pair.pk]), ground_of(pair))


@dataclass(frozen=True)
class ReadyEndings:
    """Ended pairs of one academic year in no order on their ending, and the draft that may take them."""

    year: AcademicYear
    lines: tuple[EndLine, ...]
    order: IssuedDocument | None

    @property
    def title(self):
        return f"Завершены без приказа, {self.year} учебный год"


def ready_endings(pairs):
    """Ended pairs without an order on it, newest year first. `pairs` are those the reader may see; 4 queries."""
    ready = pairs.filter(state__in=ENDED, end_order__isnull=True, order__isnull=False)
    years = {}
    for pair in _loaded(ready):
        years.setdefault(pair.year, []).append(_line(pair))
    drafts = IssuedDocument.objects.filter(type__code=END_ORDER_TYPE, state__in=EDITABLE, year__in=years)
    open_orders = {order.year_id: order for order in drafts.order_by("-pk")}
    newest = sorted(years.items(), key=lambda item: item[0].starts, reverse=True)
    return tuple(ReadyEndings(year, tuple(lines), open_orders.get(year.pk)) for year, lines in newest)


def basis_of(order):
    """What the order stands on, in the genitive: typed by the office, else the regulation."""
    return order.requisites.get("basis", "").strip() or default_basis()


def default_basis():
    regulation = office().organization.regulation
    document = f"Положения о наставничестве ({regulation})" if regulation else "Положения о наставничестве"
    return f"пункта 5.3 {document}, отметок о выполнении планов мероприятий"
