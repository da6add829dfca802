"""Cases of the college: the list by name and state, what is done with each."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.db.models import Count

from mentoring.kit.states import StateTag
from mentoring.kit.text import Folded, words_of
from mentoring.kit.ui import Column, Figure
from mentoring.queries.page import chosen, page_of
from monitoring.access.case import cases_for
from monitoring.choices.knowledge import BankState
from monitoring.models import CaseTask

NAMES = {BankState.DRAFT: "Черновик", BankState.ACTIVE: "Можно назначать", BankState.RETIRED: "Снят"}
SORTS = {"": ("title", "pk"), "title": ("title", "pk"), "-title": ("-title", "pk"),
         "used": ("n_answers", "title"), "-used": ("-n_answers", "title")}  # fmt: skip


@dataclass(frozen=True)
class CaseRow:
    task: CaseTask
    tag: StateTag


@dataclass(frozen=True)
class CaseList:
    page: object
    rows: tuple[CaseRow, ...]
    figures: tuple[Figure, ...]
    q: str
    state: str
    sort: str

    columns = (
        Column("Кейс", primary=True, sort_key="title"),
        Column("Рубрика"),
        Column("Назначали", numeric=True, sort_key="used"),
        Column("Состояние"),
    )


def case_list(actor, params):
    """One page. `params`: q, state, sort, page. Three queries."""
    q, sort = params.get("q", "").strip()[:200], chosen(params.get("sort"), SORTS)
    state = chosen(params.get("state"), BankState.values)
    found = _found(actor, q)
    counts = dict(found.order_by().values_list("state").annotate(Count("pk")))
    shown = found.filter(state=state) if state else found
    shown = shown.select_related("rubric").annotate(n_answers=Count("answers"))
    page = page_of(shown.order_by(*SORTS[sort]), params.get("page"))
    rows = tuple(CaseRow(task, case_tag(task)) for task in page.object_list)
    return CaseList(page, rows, tuple(_figures(counts, q, state)), q, state, sort)


def all_cases(actor, params):
    """Every row of the list, for its workbook."""
    state = chosen(params.get("state"), BankState.values)
    found = _found(actor, params.get("q", "").strip()[:200])
    found = found.filter(state=state) if state else found
    return found.select_related("rubric").annotate(n_answers=Count("answers")).order_by("title", "pk")


def _found(actor, q):
    found = cases_for(actor).alias(folded=Folded("title"))
    for word in words_of(q):
        found = found.filter(folded__contains=word)
    return found


def _figures(counts, q, chosen_state):
    for code, name in (("", "всего"), *((state.value, NAMES[state].lower()) for state in BankState)):
        n = counts.get(code, 0) if code else sum(counts.values())
        asked = {key: value for key, value in (("q", q), ("state", code)) if value}
        yield Figure(n, name, href=f"?{urlencode(asked)}", current=code == chosen_state)


def case_tag(task):
    return StateTag("ok" if task.state == BankState.ACTIVE else "calm", NAMES[task.state], "")


def open_cases():
    return CaseTask.objects.filter(state=BankState.ACTIVE).select_related("rubric")
