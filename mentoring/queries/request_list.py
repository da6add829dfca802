"""The list of requests: whose turn first, with counts by queue and filters."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.db.models import Case, Count, IntegerField, Prefetch, Value, When

from mentoring.access import requests_for
from mentoring.choices import PairState
from mentoring.choices import RequestState as S
from mentoring.kit.states import StateTag
from mentoring.kit.text import listing, small_first, whole
from mentoring.kit.ui import Column, Figure
from mentoring.models import MentoringRequest, PairMember, Person, RankedMentor, RequestOffer
from mentoring.queries import filters
from mentoring.queries.page import chosen, page_of
from mentoring.queries.request import due_words, reader_of, request_tag

STUCK = "stuck"  # agreed, and yet the pair lacks a mentor or has met an obstacle: the curator's turn
_STAGE = Case(
    When(state=S.MENTOR_AGREED, pair__state__in=(PairState.LOOKING, PairState.BLOCKED), then=Value(STUCK)),
    default="state",
)
QUEUES = {
    "curator": ("Ваш ход", (S.AWAITING_CURATOR, S.EXPIRED, STUCK)),
    "teacher": ("Ждём педагога", (S.AWAITING_TEACHER, S.AWAITING_RENEWAL)),
    "mentor": ("Ждём наставника", (S.AWAITING_MENTOR,)),
    "order": ("Ждут приказа", (S.MENTOR_AGREED,)),
    "paired": ("Пара закреплена", (S.PAIRED,)),
    "over": ("Закончены без пары", (S.DECLINED, S.WITHDRAWN, S.CLOSED)),
    "draft": ("Черновики", (S.DRAFT,)),
}
SORTS = {
    "due": ("due", "id"),
    "-due": ("-due", "-id"),
    "name": ("person__sort_key", "id"),
    "-name": ("-person__sort_key", "-id"),
    "sent": ("sent_at", "id"),
    "-sent": ("-sent_at", "-id"),
}
COLUMNS = (
    Column("Кому", primary=True, sort_key="name"),
    Column("Направления"),
    Column("Состояние"),
    Column("Срок", sort_key="due"),
    Column("Подан", sort_key="sent"),
)
_TURN = {
    "curator": (S.AWAITING_CURATOR, S.EXPIRED, STUCK),
    "mentee": (S.AWAITING_TEACHER, S.AWAITING_RENEWAL, S.DRAFT),
    "mentor": (S.AWAITING_MENTOR,),
}
_ENDED = (S.PAIRED, S.DECLINED, S.WITHDRAWN, S.CLOSED)


@dataclass(frozen=True)
class RequestRow:
    request: MentoringRequest
    tag: StateTag
    directions: str
    due: str
    near: str


@dataclass(frozen=True)
class RequestList:
    """`filtered` is true when a filter or a search hides something; `filters` are the values in force."""

    page: object
    rows: tuple[RequestRow, ...]
    queues: tuple[Figure, ...]
    total: int
    filters: dict
    sort: str
    years: tuple
    units: tuple
    matching: bool = False  # the curator may match all of them at once

    @property
    def filtered(self):
        return any(self.filters.values())


def request_list(actor, params, on):
    """One page of the requests this person may see. `params`: q, queue, year, unit, sort, page."""
    asked = {
        "q": params.get("q", "").strip()[:200],
        "queue": chosen(params.get("queue"), QUEUES),
        "year": whole(params.get("year")),
        "unit": whole(params.get("unit")),
    }
    sort = chosen(params.get("sort"), SORTS)
    found = _found(actor, asked)
    counts = dict(found.order_by().values_list("stage").annotate(Count("pk")))
    queue = QUEUES.get(asked["queue"])
    shown = found.filter(stage__in=queue[1]) if queue else found
    total = sum(counts.values())
    n = sum(counts.get(state, 0) for state in queue[1]) if queue else total
    page = page_of(_ordered(shown, actor, sort), params.get("page"), count=n)
    office = actor.has("curator", "director")
    return RequestList(
        page=page,
        rows=tuple(_row(request, actor, on) for request in page.object_list),
        queues=_queues(counts, asked),
        total=total,
        filters=asked,
        sort=sort,
        years=tuple(filters.years()) if office else (),
        units=tuple(filters.units()) if office else (),
        matching=actor.has("curator"),
    )


def _found(actor, filters):
    found = requests_for(actor).annotate(stage=_STAGE)
    if filters["q"]:
        found = found.filter(person__in=Person.objects.search(filters["q"]))
    if filters["year"]:
        found = found.filter(year=filters["year"])
    if filters["unit"]:
        found = found.filter(person__unit=filters["unit"])
    return found


def _ordered(found, actor, sort):
    """The reader's own turn first, ended requests last, then by date; a chosen order overrides it."""
    rows = found.select_related("person__unit", "initiator", "pair").prefetch_related(
        "directions",
        Prefetch("offers", RequestOffer.objects.select_related("mentor__person")),
        Prefetch("ranked", RankedMentor.objects.select_related("mentor__person")),
        Prefetch("pair__members", PairMember.objects.select_related("person")),
    )
    if sort:
        return rows.order_by(*SORTS[sort])
    mine = _TURN.get(actor.role, ())
    turn = Case(
        When(stage__in=mine, then=Value(0)),
        When(state__in=_ENDED, then=Value(2)),
        default=Value(1),
        output_field=IntegerField(),
    )
    return rows.alias(turn=turn).order_by("turn", "due", "-id")


def _queues(counts, filters):
    """A count for each queue that is not empty; a second click on the chosen one opens them all again."""
    rows = []
    for code, (name, states) in QUEUES.items():
        n, current = sum(counts.get(state, 0) for state in states), code == filters["queue"]
        if n or current:
            asked = {**filters, "queue": "" if current else code}
            href = "?" + urlencode({key: value for key, value in asked.items() if value})
            rows.append(Figure(n, name, href, current=current))
    return tuple(rows)


def _row(request, actor, on):
    due, soon = due_words(request.due, on)
    directions = listing([small_first(d.short) for d in request.directions.all()], last=", ")
    return RequestRow(request, request_tag(request, reader_of(actor, request)), directions, due, soon)
