"""The register of issued documents: search, filters, who has read them."""

from collections import defaultdict
from dataclasses import dataclass
from urllib.parse import urlencode

from django.db.models import Count, Exists, IntegerField, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce, Length
from django.urls import reverse

from mentoring.access import documents_for, may_run_office
from mentoring.choices import DocumentState, Kind
from mentoring.kit.dates import today
from mentoring.kit.states import StateTag
from mentoring.kit.text import Folded, agreed, count_of, whole, words_of
from mentoring.kit.ui import Column
from mentoring.models import AcquaintanceMark, DocumentType, IssuedDocument, Pair, PairMember, needed_marks
from mentoring.queries import filters
from mentoring.queries.document import document_reader, document_tag
from mentoring.queries.order import annex_order, held_words
from mentoring.queries.page import chosen, page_of

SORTS = {
    "date": ("date", "id"),
    "-date": ("-date", "-id"),
    "number": (Length("number"), "number", "id"),
    "-number": (Length("number").desc(), "-number", "-id"),
    "title": ("title", "id"),
    "-title": ("-title", "-id"),
}
COLUMNS = (
    Column("Документ", primary=True, sort_key="title"),
    Column("Номер", sort_key="number"),
    Column("Дата", sort_key="date"),
    Column("Состояние"),
    Column("Ознакомились"),
)


@dataclass(frozen=True)
class DocumentRow:
    document: IssuedDocument
    tag: StateTag
    read: str
    mine: bool
    about: str  # «Приказ, 2026/27, 3 пары, 1 группа»


@dataclass(frozen=True)
class DocumentList:
    page: object
    rows: tuple[DocumentRow, ...]
    filters: dict
    sort: str
    types: list
    states: list
    years: list
    office: bool
    keeps: bool
    xlsx_url: str

    columns = COLUMNS

    @property
    def filtered(self):
        return any(self.filters.values())


def document_list(actor, params):
    """One page of documents open to this person. `params`: q, type, year, state, sort, page."""
    asked, sort = _asked(params), chosen(params.get("sort"), SORTS)
    page = page_of(_sorted(_found(actor, asked), sort), params.get("page"))
    reader = document_reader(actor)
    held = _pairs_of_drafts(page.object_list)
    return DocumentList(
        page=page,
        rows=tuple(_row(document, reader, held) for document in page.object_list),
        filters=asked,
        sort=sort,
        types=types(),
        states=[filters.Choice(pk=code, name=label) for code, label in DocumentState.choices],
        years=filters.years(),
        office=actor.is_office,
        keeps=bool(may_run_office(actor)),
        xlsx_url=f"{reverse('document_xlsx')}?{urlencode({**{k: v or '' for k, v in asked.items()}, 'sort': sort})}",
    )


def register_rows(actor, params):
    """Every document the list would show, for its workbook."""
    return _sorted(_found(actor, _asked(params)), chosen(params.get("sort"), SORTS)).iterator(chunk_size=500)


def _asked(params):
    return {
        "q": params.get("q", "").strip()[:200],
        "type": chosen(params.get("type"), [row.pk for row in types()]),
        "year": whole(params.get("year")),
        "state": chosen(params.get("state"), DocumentState.values),
    }


def _sorted(found, sort):
    return found.order_by(*(SORTS[sort] if sort else ("-created_at", "-id")))


def types():
    """Kinds of documents of which at least one was begun."""
    return filters.kept(
        "filters:document-types",
        lambda: [
            filters.Choice(pk=row.code, name=row.name)
            for row in DocumentType.objects.filter(pk__in=IssuedDocument.objects.values("type")).order_by("position")
        ],
    )


def _found(actor, asked):
    allowed = documents_for(actor).order_by().values("pk")
    mine = Q(done_at__isnull=True, excused="", person=actor.person.pk if actor.person else None)
    found = (
        IssuedDocument.objects.filter(pk__in=allowed)
        .select_related("type", "signer", "replaced_by", "year")
        .annotate(
            pairs_n=_how_many(Pair.objects.filter(~Q(kind=Kind.GROUP)), "order"),
            groups_n=_how_many(Pair.objects.filter(kind=Kind.GROUP), "order"),
            of=_how_many(AcquaintanceMark.objects.filter(needed_marks(today())), "document"),
            read=_how_many(AcquaintanceMark.objects.filter(done_at__isnull=False), "document"),
            unread=_how_many(AcquaintanceMark.objects.filter(mine), "document"),
        )
    )
    if asked["q"]:
        found = found.alias(folded=Folded("title"), folded_number=Folded("number"))
        for word in words_of(asked["q"].replace("№", " ")):
            named = PairMember.objects.filter(pair__order=OuterRef("pk"), person__sort_key__contains=word)
            found = found.filter(Q(folded__contains=word) | Q(folded_number__contains=word) | Exists(named))
    if asked["type"]:
        found = found.filter(type__code=asked["type"])
    if asked["year"]:
        found = found.filter(year=asked["year"])
    return found.filter(state=asked["state"]) if asked["state"] else found


def _how_many(rows, link):
    """Counted for each document by itself: PostgreSQL then does so for the shown ones alone."""
    counted = rows.filter(**{link: OuterRef("pk")}).order_by().values(link).annotate(n=Count("pk"))
    return Coalesce(Subquery(counted.values("n"), output_field=IntegerField()), 0)


def _pairs_of_drafts(documents):
    """{pk of a document without a number: its pairs}: what tells such orders apart, in two queries for the page."""
    found = defaultdict(list)
    for pair in Pair.objects.with_members().filter(order__in=[row.pk for row in documents if not row.number]):
        found[pair.order_id].append(pair)
    return found


def _about(document, pairs):
    """What it is and what it holds; «Ежова → Кузьмин и ещё 2» while it has no number."""
    held = (("pair", document.pairs_n), ("group", document.groups_n))
    signer = _signed_by(document)
    parts = filter(
        None, (str(document.type), str(document.year), signer, *(count_of(n, noun) for noun, n in held if n))
    )
    names = f": {held_words(sorted(pairs, key=annex_order))}" if pairs else ""
    return ", ".join(parts) + names


def _signed_by(document):
    if not (document.number and document.signer):
        return document.requisites.get("issuer", "") if document.recorded else ""
    return f"{agreed('подписал(а)', document.signer.gender)} {document.signer.short_name}"


def _row(document, reader, held):
    signed = document.state in (DocumentState.IN_FORCE, DocumentState.AWAITING_SCAN, DocumentState.REPLACED)
    read = f"{document.read} из {document.of}" if document.of and signed else "–"
    asked = {"read": document.read, "of": document.of} if document.of else {}
    tag = document_tag(document, reader, **asked)
    return DocumentRow(document, tag, read, bool(document.unread) and signed, _about(document, held[document.pk]))
