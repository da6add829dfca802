"""Every test the reader may see: search by name, filters, counts; the same rows go to a spreadsheet."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.db.models import Count, F

from mentoring.choices import Side
from mentoring.kit import dates
from mentoring.kit.states import StateTag
from mentoring.kit.text import whole, words_of
from mentoring.kit.ui import Column, Figure
from mentoring.queries import filters
from mentoring.queries.filters import Choice
from mentoring.queries.page import chosen, page_of
from monitoring.access.knowledge import tests_for
from monitoring.choices.knowledge import KnowledgeMoment, KnowledgeState
from monitoring.models import KnowledgeTest

from .words import percent_words, reader_of, tag_of

SORTS = {
    "": ("-assigned_at", "-pk"),
    "name": ("member__sort_key", "pk"),
    "-name": ("-member__sort_key", "pk"),
    "due": ("due", "pk"),
    "-due": ("-due", "pk"),
    "percent": (F("percent").asc(nulls_last=True), "pk"),
    "-percent": (F("percent").desc(nulls_last=True), "pk"),
}
COLUMNS = (
    Column("Кто проходит", primary=True, sort_key="name"),
    Column("Тест"),
    Column("Наставник"),
    Column("Срок", sort_key="due"),
    Column("Результат", numeric=True, sort_key="percent"),
    Column("Состояние"),
)


@dataclass(frozen=True)
class TestRow:
    test: KnowledgeTest
    mentors: str
    percent: str
    tag: StateTag
    due: str


@dataclass(frozen=True)
class TestList:
    page: object
    rows: tuple[TestRow, ...]
    figures: tuple[Figure, ...]
    filters: dict
    sort: str
    query: str

    columns = COLUMNS
    moments = tuple(Choice(pk=code, name=name) for code, name in KnowledgeMoment.choices)

    @property
    def years(self):
        return filters.years()

    @property
    def filtered(self):
        return any(self.filters.values())


def test_list(actor, params):
    """One page. `params`: q, moment, year, state, sort, page. Four queries whatever the number of rows."""
    asked = _asked(params)
    sort = chosen(params.get("sort"), SORTS)
    found = _found(actor, asked)
    counts = dict(found.order_by().values_list("state").annotate(Count("pk")))
    n = counts.get(asked["state"], 0) if asked["state"] else sum(counts.values())
    page = page_of(_loaded(found, asked).order_by(*SORTS[sort]), params.get("page"), count=n)
    return TestList(
        page=page,
        rows=tuple(row_of(actor, test) for test in page.object_list),
        figures=tuple(_figures(counts, asked)),
        filters=asked,
        sort=sort,
        query=urlencode({name: value for name, value in asked.items() if value}),
    )


def test_rows(actor, params):
    """Every row of the list as it is asked for, for a spreadsheet."""
    asked = _asked(params)
    found = _loaded(_found(actor, asked), asked).order_by(*SORTS[chosen(params.get("sort"), SORTS)])
    return [row_of(actor, test) for test in found]


def _asked(params):
    return {
        "q": params.get("q", "").strip()[:200],
        "moment": chosen(params.get("moment"), KnowledgeMoment.values),
        "year": whole(params.get("year")),
        "state": chosen(params.get("state"), KnowledgeState.values),
    }


def _found(actor, asked):
    found = tests_for(actor)
    for word in words_of(asked["q"]):
        found = found.filter(member__search_key__contains=word)
    if asked["moment"]:
        found = found.filter(moment=asked["moment"])
    return found.filter(program__year=asked["year"]) if asked["year"] else found


def _loaded(found, asked):
    if asked["state"]:
        found = found.filter(state=asked["state"])
    found = found.annotate(n_tasks=Count("tasks"), n_given=Count("tasks__given"), n_scored=Count("tasks__score"))
    return found.select_related("member", "program__pair").prefetch_related("program__pair__members__person")


def row_of(actor, test):
    mentors = [m.person.short_name for m in test.program.pair.members.all() if m.side == Side.MENTOR]
    return TestRow(
        test=test,
        mentors=", ".join(dict.fromkeys(mentors)),
        percent=percent_words(test),
        tag=tag_of(test, reader_of(actor, test)),
        due=dates.short(test.due),
    )


def _figures(counts, asked):
    kept = {name: value for name, value in asked.items() if value and name != "state"}
    for code, name in (("", "всего"), *((state.value, state.label.lower()) for state in KnowledgeState)):
        n = counts.get(code, 0) if code else sum(counts.values())
        if n or not code or code == asked["state"]:
            href = f"?{urlencode({**kept, **({'state': code} if code else {})})}"
            yield Figure(n, name, href=href, current=code == asked["state"])
