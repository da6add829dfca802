"""One order on recognition: its proposals, alike for the page, the paper and the action; what may go into the next one."""

from dataclasses import dataclass

from django.urls import reverse

from mentoring.kit.ui import CheckRow, Column
from mentoring.models import IssuedDocument
from mentoring.queries.order_requisites import requisites_of
from monitoring.choices.year import SIDES, RecognitionState
from monitoring.models import RecognitionProposal

COLUMNS = (Column("Кого", primary=True), Column("Как"), Column("Вид"), Column("За что"))
READY_COLUMNS = (Column("В приказ"), *COLUMNS)


def order_proposals(order):
    """In the order of the paper: by kind, then by name."""
    rows = RecognitionProposal.objects.filter(order=order).select_related("person__organization", "year")
    return list(rows.order_by("kind", "person__sort_key", "pk"))


def ready_proposals():
    """Agreed to and in no order, newest year first."""
    rows = RecognitionProposal.objects.filter(state=RecognitionState.APPROVED, order__isnull=True)
    return list(rows.select_related("person", "year").order_by("-year__starts", "kind", "person__sort_key", "pk"))


@dataclass(frozen=True)
class OrderLine:
    row: RecognitionProposal
    side: str
    url: str


def lines_of(rows):
    return tuple(OrderLine(row, SIDES[row.side], reverse("recognition_detail", args=[row.pk])) for row in rows)


@dataclass(frozen=True)
class RecognitionOrderPage:
    order: IssuedDocument
    lines: tuple[OrderLine, ...]
    requisites: tuple[CheckRow, ...]
    columns: tuple = COLUMNS

    @property
    def many(self):
        return len(self.lines) > 1

    @property
    def crumbs(self):
        here = reverse("document_detail", args=[self.order.pk])
        return (("Документы", reverse("document_list")), ("Приказ о поощрении", here))


def recognition_order_page(order):
    return RecognitionOrderPage(order, lines_of(order_proposals(order)), requisites_of(order))
