"""The list of cards of difficulties: whose turn first, with counts, search and what turned out to be difficult."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.db.models import Count

from mentoring.access import diagnoses_for
from mentoring.choices import DiagnosisMoment
from mentoring.choices import DiagnosisState as S
from mentoring.kit import dates
from mentoring.kit.states import StateTag
from mentoring.kit.text import listing, small_first, whole
from mentoring.kit.ui import Column, Figure
from mentoring.models import Diagnosis, Person
from mentoring.queries import filters
from mentoring.queries.page import chosen, page_of

from .answers import own_opinions
from .words import diagnosis_tag

TABS = {
    "open": ("Заполняют", (S.ASKED, S.DRAFT)),
    "done": ("Заполнены", (S.DONE,)),
    "withdrawn": ("Больше не нужны", (S.WITHDRAWN,)),
}
SORTS = {
    "name": ("person__sort_key", "-pk"),
    "-name": ("-person__sort_key", "-pk"),
    "date": ("asked_at", "pk"),
    "-date": ("-asked_at", "-pk"),
}
COLUMNS = (
    Column("Педагог", primary=True, sort_key="name"),
    Column("Карта", sort_key="date"),
    Column("Состояние"),
    Column("Трудные направления"),
)


@dataclass(frozen=True)
class CardRow:
    diagnosis: Diagnosis
    tag: StateTag
    moment: str
    deficits: str


@dataclass(frozen=True)
class CardList:
    page: object
    rows: tuple[CardRow, ...]
    tabs: tuple[Figure, ...]
    total: int
    filters: dict
    sort: str
    units: tuple

    @property
    def filtered(self):
        return any(self.filters.values())


def diagnosis_list(actor, params):
    """One page of the cards this person may see. `params`: q, tab, moment, unit, sort, page."""
    asked = {
        "q": params.get("q", "").strip()[:200],
        "tab": chosen(params.get("tab"), TABS),
        "moment": chosen(params.get("moment"), DiagnosisMoment.values),
        "unit": whole(params.get("unit")),
    }
    found = _found(actor, asked)
    counts = dict(found.order_by().values_list("state").annotate(Count("pk")))
    tab = TABS.get(asked["tab"])
    states = tab[1] if tab else (*TABS["open"][1], *TABS["done"][1])
    sort = chosen(params.get("sort"), SORTS)
    shown = found.filter(state__in=states).select_related("person__unit", "card", "asked_by")
    page = page_of(shown.order_by(*SORTS[sort or "-date"]), params.get("page"))
    opinions = own_opinions([row for row in page.object_list if row.state == S.DONE])
    return CardList(
        page=page,
        rows=tuple(_row(row, actor, opinions.get(row.pk)) for row in page.object_list),
        tabs=_tabs(counts, asked),
        total=sum(counts.values()),
        filters=asked,
        sort=sort,
        units=tuple(filters.units()) if actor.is_office else (),
    )


def _found(actor, asked):
    found = diagnoses_for(actor)
    if asked["q"]:
        found = found.filter(person__in=Person.objects.search(asked["q"]))
    if asked["moment"]:
        found = found.filter(moment=asked["moment"])
    return found.filter(person__unit=asked["unit"]) if asked["unit"] else found


def _tabs(counts, asked):
    rows = []
    for code, (name, states) in TABS.items():
        n, current = sum(counts.get(state, 0) for state in states), code == asked["tab"]
        if n or current:
            kept = {**asked, "tab": "" if current else code}
            href = "?" + urlencode({key: value for key, value in kept.items() if value})
            rows.append(Figure(n, name, href, current=current))
    return tuple(rows)


def _row(diagnosis, actor, own):
    names = [small_first(own.statements.shorts[row.direction]) for row in own.deficits] if own else []
    said = (listing(names, last=", ") or "нет") if own else "–"
    asked = dates.words(diagnosis.done_at or diagnosis.asked_at)
    return CardRow(diagnosis, diagnosis_tag(diagnosis, actor), f"{diagnosis.get_moment_display()}, {asked}", said)
