"""Changes of one order, read alike for the page, the paper and the action."""

from dataclasses import dataclass

from django.urls import reverse

from mentoring.choices import ChangeKind, ChangeState
from mentoring.kit.dates import short, today, words
from mentoring.kit.states import StateTag
from mentoring.kit.text import listing
from mentoring.kit.ui import CheckRow, Column
from mentoring.kit.verdict import YES, no
from mentoring.models import AcademicYear, IssuedDocument, PairChange
from mentoring.office import office
from mentoring.queries.order_requisites import requisites_of
from mentoring.queries.pair_change_check import may_come
from mentoring.queries.pair_check import with_facts
from mentoring.workflow.document import EDITABLE

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
    goes: bool  # the person may come
    late: bool  # its first day has passed

    @property
    def term(self):
        """«с 1 декабря», «1–19 декабря»."""
        change = self.change
        return f"{short(change.on)} – {short(change.until)}" if change.until else short(change.on)


@dataclass(frozen=True)
class ChangeOrderPage:
    order: IssuedDocument
    lines: tuple[ChangeLine, ...]
    requisites: tuple[CheckRow, ...]

    columns = (Column("Пара", primary=True), Column("Кого заменяют"), Column("Входит"), Column("С"), Column("Проверка"))

    @property
    def blocked(self):
        return [line for line in self.lines if not line.goes]

    @property
    def late(self):
        return [line.change for line in self.lines if line.late]

    @property
    def many(self):
        return len(self.lines) > 1

    @property
    def late_reason(self):
        return still_stands(self.late, today()).reason if self.late else ""

    @property
    def late_remark(self):
        """What the director writes when he hands the order back for its day."""
        return f"В приказе названо {days_of(self.late)}, день прошёл. Назначьте новый день и отправьте снова."

    @property
    def crumbs(self):
        here = reverse("document_detail", args=[self.order.pk])
        return (("Документы", reverse("document_list")), ("Приказ о замене", here))


def change_order_page(order, on):
    """Two to five queries for each change: an order holds a few of them, never a page."""
    lines = tuple(_line(change, on) for change in order_changes(order))
    return ChangeOrderPage(order, lines, requisites_of(order))


def _line(change, on):
    verdict, late = suits(change, on), not day_stands(change, on)
    if not verdict:
        tag = StateTag("stop", "Помеха", verdict.reason)
    elif late:
        tag = StateTag("stop", "День прошёл", f"{words(change.on)} уже позади: нужен новый день.")
    else:
        tag = StateTag("ok", "Готово", f"Согласие: {change.agreed_way}.")
    return ChangeLine(change, tag, reverse("change_detail", args=[change.pk]), bool(verdict), late)


def suits(change, on):
    """Whether the one who comes may still come."""
    pair = with_facts(type(change.pair).objects.filter(pk=change.pair_id)).get()
    substitute = change.kind == ChangeKind.SUBSTITUTE
    day = max(change.on, on)
    return may_come(pair, change.coming, side=change.side, leaving=change.leaving, on=day, substitute=substitute)


def day_stands(change, on):
    """Whether the first day of a draft is still ahead or today."""
    if change.on >= on:
        return YES
    return no(f"{change.pair.title}: {words(change.on)} уже прошло. Назначьте новый день.")


def still_stands(changes, on):
    """Whether a frozen order may still be signed: nobody takes another's place in the past."""
    late = [change for change in changes if change.on < on]
    if not late:
        return YES
    return no(
        f"В приказе названо {days_of(late)}, этот день прошёл. "
        "Верните приказ куратору: он назначит новый день и отправит снова."
    )


def days_of(changes):
    """«1 декабря и 5 декабря»."""
    return listing([words(on) for on in sorted({change.on for change in changes})])


def next_day(change, on):
    """The first day to suggest: the one chosen, or, when it has passed, the day the director's term ends."""
    if change.on >= on:
        return change.on
    term = office().add_working_days(on, office().setting("order_sign_working_days"))
    return min(term, change.until or change.pair.until)


def suggested(page, on):
    """The page's changes with the day to suggest in `on`, for the form and the text shown beside it."""
    for line in page.lines:
        line.change.on = next_day(line.change, on)
    return [line.change for line in page.lines]


# What is ready for an order

READY_COLUMNS = (Column("В приказ"), Column("Пара", primary=True), Column("Кого"), Column("Кто входит"), Column("С"))


@dataclass(frozen=True)
class ReadyChanges:
    """Agreed changes of one academic year and the order being put together that may take them."""

    year: AcademicYear
    changes: tuple[PairChange, ...]
    order: IssuedDocument | None

    @property
    def title(self):
        return f"Готовы к приказу, {self.year} учебный год"


def ready_changes(changes):
    """Agreed changes that need an order and are in none, by year. `changes` are those the reader may see; 4 queries."""
    ready = changes.ordered().filter(state=ChangeState.AGREED, order__isnull=True)
    years = {}
    for change in ready.with_people().select_related("pair__year").order_by("on", "pk"):
        years.setdefault(change.pair.year, []).append(change)
    drafts = IssuedDocument.objects.filter(type__code=CHANGE_ORDER_TYPE, state__in=EDITABLE, year__in=years)
    open_orders = {order.year_id: order for order in drafts.order_by("pk")}
    return tuple(ReadyChanges(year, tuple(rows), open_orders.get(year.pk)) for year, rows in years.items())
