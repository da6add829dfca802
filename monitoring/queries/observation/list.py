"""The list of cards: found by name, state, stage and year; the workbook has the same rows."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.db.models import Count, Q

from mentoring.kit.states import StateTag
from mentoring.kit.text import whole
from mentoring.kit.ui import Column, Figure
from mentoring.models import Person
from mentoring.queries import filters
from mentoring.queries.page import chosen, page_of
from monitoring.access import observation as rights
from monitoring.choices.observation import SIGNED, CardState, Stage
from monitoring.models import ObservationCard
from monitoring.queries.observation.card import card_tag, result_of

S = CardState
QUEUES = {
    "ahead": ("Впереди и пишут", Q(state__in=(S.PLANNED, S.DRAFT))),
    "read": ("Ждут ознакомления", Q(state=S.AWAITING)),
    "done": ("Закрыты", Q(state=S.LOCKED)),
    "off": ("Не состоялись, отозваны", Q(state__in=(S.NOT_HELD, S.WITHDRAWN))),
}
SORTS = {
    "day": ("observation__day", "pk"),
    "-day": ("-observation__day", "-pk"),
    "name": ("observation__person__sort_key", "-observation__day", "pk"),
    "-name": ("-observation__person__sort_key", "-observation__day", "pk"),
    "observer": ("observer__sort_key", "-observation__day", "pk"),
    "-observer": ("-observer__sort_key", "-observation__day", "pk"),
}
COLUMNS = (
    Column("Чьё занятие", primary=True, sort_key="name"),
    Column("Когда", sort_key="day"),
    Column("Наблюдатель", sort_key="observer"),
    Column("Состояние"),
    Column("Результат"),
)


@dataclass(frozen=True)
class Row:
    card: ObservationCard
    tag: StateTag
    result: str


@dataclass(frozen=True)
class CardList:
    page: object
    rows: tuple[Row, ...]
    queues: tuple[Figure, ...]
    filters: dict
    sort: str
    total: int
    years: tuple
    query: str

    columns = COLUMNS
    stages = Stage.choices

    @property
    def filtered(self):
        return any(self.filters.values())


def card_list(actor, params):
    """One page of the cards the actor knows of. `params`: q, queue, stage, year, sort, page. Four queries."""
    asked, sort = _asked(params), chosen(params.get("sort"), SORTS, "-day")
    found = _found(actor, asked)
    counts = found.order_by().aggregate(
        total=Count("pk"), **{code: Count("pk", filter=where) for code, (_, where) in QUEUES.items()}
    )
    total, queue = counts.pop("total"), asked["queue"]
    shown = found.filter(QUEUES[queue][1]) if queue else found
    page = page_of(_loaded(shown, sort), params.get("page"), count=counts[queue] if queue else total)
    kept = {name: value or "" for name, value in asked.items()}
    return CardList(
        page=page,
        rows=tuple(_row(actor, card) for card in page.object_list),
        queues=_queues(counts, asked),
        filters=asked,
        sort=sort,
        total=total,
        years=tuple((row.pk, row.name) for row in filters.years()),
        query=f"?{urlencode({**kept, 'sort': sort})}",
    )


def all_cards(actor, params):
    """Every row of the list, for its workbook."""
    asked, sort = _asked(params), chosen(params.get("sort"), SORTS, "-day")
    found = _found(actor, asked)
    if asked["queue"]:
        found = found.filter(QUEUES[asked["queue"]][1])
    return [_row(actor, card) for card in _loaded(found, sort)]


def _asked(params):
    return {
        "q": params.get("q", "").strip()[:200],
        "queue": chosen(params.get("queue"), QUEUES),
        "stage": chosen(params.get("stage"), Stage.values),
        "year": whole(params.get("year")),
    }


def _found(actor, asked):
    found = rights.listed_cards(actor)
    if asked["q"]:
        people = Person.objects.search(asked["q"])
        found = found.filter(Q(observer__in=people) | Q(observation__person__in=people))
    if asked["stage"]:
        found = found.filter(observation__stage=asked["stage"])
    if asked["year"]:
        found = found.filter(observation__program__year=asked["year"])
    return found


def _loaded(cards, sort):
    return cards.select_related("observer", "observation__person", "document").order_by(*SORTS[sort])


def _row(actor, card):
    result = result_of(card) if card.state in SIGNED else ""
    return Row(card, card_tag(actor, card, result), result)


def _queues(counts, asked):
    made = []
    for code, (name, _) in QUEUES.items():
        current = code == asked["queue"]
        if counts[code] or current:
            kept = {**asked, "queue": "" if current else code}
            href = "?" + urlencode({key: value for key, value in kept.items() if value})
            made.append(Figure(counts[code], name, href, current=current))
    return tuple(made)
