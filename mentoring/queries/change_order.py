"""Changes of one order, read alike for the page, the paper and the action."""

from dataclasses import dataclass

from django.urls import reverse

from mentoring.kit.dates import words
from mentoring.kit.states import StateTag
from mentoring.kit.ui import CheckRow, Column
from mentoring.models import IssuedDocument, PairChange
from mentoring.queries.pair_change_check import may_come
from mentoring.queries.pair_check import with_facts
from mentoring.queries.role_holder import director_post

CHANGE_ORDER_TYPE = "D32"


def order_changes(order):
    """In the order of the paper: by the day, then by number."""
    return list(_loaded(PairChange.objects.filter(order=order)).order_by("on", "pk"))


def _loaded(changes):
    return changes.with_people().select_related("pair__order", "leaving__organization", "coming__organization")


@dataclass(frozen=True)
class ChangeLine:
    """A change in the order with what stands in its way now."""

    change: PairChange
    tag: StateTag
    url: str

    @property
    def goes(self):
        return self.tag.tone != "stop"


@dataclass(frozen=True)
class ChangeOrderPage:
    order: IssuedDocument
    lines: tuple[ChangeLine, ...]
    requisites: tuple[CheckRow, ...]

    columns = (Column("Пара", primary=True), Column("Выбывает"), Column("Входит"), Column("С"), Column("Проверка"))

    @property
    def blocked(self):
        return [line for line in self.lines if not line.goes]

    @property
    def crumbs(self):
        here = reverse("document_detail", args=[self.order.pk])
        return (("Документы", reverse("document_list")), ("Приказ о замене", here))


def change_order_page(order, on):
    """Two to five queries for each change: an order holds a few of them, never a page."""
    lines = tuple(_line(change, on) for change in order_changes(order))
    post = director_post(bool(order.requisites.get("acting")))
    signer = f"{post}, {order.signer.short_name}" if order.signer else "некому: назначьте директора"
    rows = [CheckRow("Номер и дата", order.requisites.get("number") or "присвоятся при подписании")]
    if order.due:
        rows.append(CheckRow("Подписать до", words(order.due)))
    return ChangeOrderPage(order, lines, (*rows, CheckRow("Подписывает", signer)))


def _line(change, on):
    verdict = suits(change, on)
    tag = (
        StateTag("ok", "Готово", f"Согласие: {change.agreed_way}.")
        if verdict
        else StateTag("stop", "Помеха", verdict.reason)
    )
    return ChangeLine(change, tag, reverse("change_detail", args=[change.pk]))


def suits(change, on):
    """Whether the one who comes may still come."""
    pair = with_facts(type(change.pair).objects.filter(pk=change.pair_id)).get()
    return may_come(pair, change.coming, side=change.side, leaving=change.leaving, on=max(change.on, on))
