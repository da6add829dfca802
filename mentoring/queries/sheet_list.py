"""The list of acquaintance sheets for the office, with «собрано X из Y»."""

from dataclasses import dataclass

from django.db.models import Count, F, Max, Q

from mentoring.access import acquaintance_sheets_for
from mentoring.kit.dates import today
from mentoring.kit.states import StateTag
from mentoring.kit.text import Folded, words_of
from mentoring.kit.ui import Column
from mentoring.models import IssuedDocument, needed_marks
from mentoring.queries.acquaintance import audience_words, sheet_of, sheet_tag, with_sheet
from mentoring.queries.filters import Choice
from mentoring.queries.page import chosen, page_of
from mentoring.workflow.document import VALID

SHOW = {"open": "Собираем", "late": "Срок прошёл", "done": "Собраны", "closed": "Закрыты"}
SHEET_COLUMNS = (
    Column("С чем знакомим", primary=True, sort_key="title"),
    Column("Кого просили"),
    Column("Срок", sort_key="due"),
    Column("Собрано", numeric=True),
    Column("Состояние"),
)
SORTS = {
    "title": ("title", "id"),
    "-title": ("-title", "-id"),
    "due": ("until", "id"),
    "-due": ("-until", "-id"),
}


@dataclass(frozen=True)
class SheetRow:
    document: IssuedDocument
    tag: StateTag
    audience: str
    number: str
    due: object


@dataclass(frozen=True)
class SheetList:
    page: object
    rows: tuple[SheetRow, ...]
    q: str
    show: str
    sort: str

    columns = SHEET_COLUMNS

    @property
    def choices(self):
        return [Choice(pk=code, name=name) for code, name in SHOW.items()]

    @property
    def filtered(self):
        return bool(self.q or self.show)


def sheet_list(actor, params):
    """Sheets and orders with readers. `params`: q, show (open, late, done, closed), sort, page."""
    q, show = params.get("q", "").strip()[:200], chosen(params.get("show"), SHOW)
    sort = chosen(params.get("sort"), SORTS)
    found = _shown(counted(with_sheet(acquaintance_sheets_for(actor))), show)
    for word in words_of(q):
        found = found.alias(folded=Folded("title"), folded_number=Folded("number"))
        found = found.filter(Q(folded__contains=word) | Q(folded_number__contains=word))
    page = page_of(found.order_by(*(SORTS[sort] if sort else ("-created_at", "-id"))), params.get("page"))
    return SheetList(page, tuple(_row(document) for document in page.object_list), q, show, sort)


def counted(documents):
    """Documents with `of` people whose acquaintance counts today and `read` of them."""
    made = Q(acquaintances__done_at__isnull=False)
    late = Q(acquaintances__done_at__isnull=True, acquaintances__due__lt=today())
    needed = needed_marks(today(), "acquaintances__")
    return documents.annotate(
        of=Count("acquaintances", filter=needed, distinct=True),
        read=Count("acquaintances", filter=made, distinct=True),
        until=Max("acquaintances__due"),
        late=Count("acquaintances", filter=needed & late, distinct=True),
    )


def _shown(found, show):
    standing = found.filter(state__in=VALID)
    if show == "open":
        return standing.filter(read__lt=F("of"))
    if show == "late":
        return standing.filter(late__gt=0)
    if show == "done":
        return standing.filter(read=F("of"))
    return found.exclude(state__in=VALID) if show == "closed" else found


def _row(document):
    sheet = sheet_of(document)
    number = str(document) if document.number else document.type.name
    tag = sheet_tag(document, document.read, document.of, late=document.late)
    return SheetRow(document, tag, audience_words(sheet), number, document.until)
