"""The rows behind a figure: searched, ordered, paged; the same cells go to the page and to XLSX."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from django.urls import reverse

from mentoring.kit.dates import short
from mentoring.kit.ui import Column, Link
from mentoring.queries.page import page_of
from monitoring.queries.dashboard.meaning import MEANINGS

PER_PAGE = 50


@dataclass(frozen=True)
class Cell:
    """What a cell shows. `value` is the number or date a spreadsheet keeps; `links` stand instead of the text."""

    text: str = ""
    url: str = ""
    value: object = None
    links: tuple[Link, ...] = ()

    @property
    def plain(self):
        """For a spreadsheet: the value, else the words."""
        if self.value is not None:
            return self.value
        text = "; ".join(link.text for link in self.links) if self.links else self.text
        return None if text == "–" else text


def number(value):
    return Cell(str(value).replace("-", "−"), value=value)


def day(value: date | None):
    return Cell(short(value), value=value) if value else Cell("–")


@dataclass(frozen=True)
class RowColumn:
    """`order` are the fields behind a click on the head; `kind` is a key of kit/xlsx.FORMATS."""

    name: str
    key: str = ""
    order: tuple[str, ...] = ()
    kind: str = "text"
    width: float = 18
    numeric: bool = False
    primary: bool = False

    @property
    def head(self):
        return Column(self.name, numeric=self.numeric, primary=self.primary, sort_key=self.key)


@dataclass(frozen=True)
class RowList:
    """How the rows of one figure are found and shown.

    `found(question)` are the rows the figure counts; `search(found, words)` narrows them; `load(found, question)`
    fetches what cells need, in a constant number of queries; `cells(row, question)` shows one; `more(question)` is a
    Link to where the rows come from. Rows may be a queryset or, where two tables meet, a list.
    """

    code: str
    title: str
    noun: str
    empty: str
    columns: tuple[RowColumn, ...]
    found: Callable
    cells: Callable
    search: Callable | None
    search_label: str = "Фамилия, имя или должность"
    load: Callable = lambda found, question: found
    more: Callable = lambda question: None
    order: tuple[str, ...] = ("pk",)

    def ordered(self, found, sort):
        fields = next((c.order for c in self.columns if c.key and c.key == sort.removeprefix("-")), self.order)
        down = sort.startswith("-")
        if isinstance(found, list):
            return sorted(found, key=lambda row: tuple(_key(getattr(row, name)) for name in fields), reverse=down)
        turned = [_turned(field) for field in fields] if down else list(fields)
        return found.order_by(*turned, "pk")

    def sorts(self):
        return {f"{sign}{column.key}" for column in self.columns if column.key for sign in ("", "-")}


def _turned(field):
    return field[1:] if field.startswith("-") else f"-{field}"


def _key(value):
    """Empty values stand last, whatever the type."""
    return (value is None, value if value is not None else 0)


@dataclass(frozen=True)
class RowsPage:
    """`total` is what the figure counts; `shown` how many are left by the search."""

    list: RowList
    question: object
    page: object
    rows: tuple[tuple[Cell, ...], ...]
    total: int
    q: str
    sort: str
    more: Link | None = None

    @property
    def lead(self):
        """How the rows were chosen, on which date and where."""
        period = self.question.period
        where = f", {self.question.where}" if self.question.where else ""
        return f"{MEANINGS[self.list.code]} {period[:1].upper()}{period[1:]}{where}."

    @property
    def crumbs(self):
        return [("Мониторинг", f"{reverse('dashboard')}?{urlencode(self.question.query)}"), (self.list.title, "")]

    @property
    def reset_url(self):
        return f"?{urlencode(self.question.query)}"

    @property
    def searchable(self):
        return self.list.search is not None

    @property
    def heads(self):
        return [column.head for column in self.list.columns]

    @property
    def shown(self):
        return self.page.paginator.count


def rows_page(rows, question, params):
    """One page of a figure's rows. `params`: q, sort, page."""
    q = params.get("q", "").strip()[:200] if rows.search else ""
    sort = params.get("sort", "") if params.get("sort", "") in rows.sorts() else ""
    everything = rows.found(question)
    found = rows.search(everything, q) if q else everything
    page = page_of(rows.load(rows.ordered(found, sort), question), params.get("page"), PER_PAGE)
    total = page.paginator.count if not q else _count(everything)
    cells = tuple(rows.cells(row, question) for row in page.object_list)
    return RowsPage(rows, question, page, cells, total, q, sort, rows.more(question))


def all_cells(rows, question):
    """Every row of a figure, for a spreadsheet."""
    found = rows.load(rows.ordered(rows.found(question), ""), question)
    return (rows.cells(row, question) for row in found)


def _count(found):
    return len(found) if isinstance(found, list) else found.count()
