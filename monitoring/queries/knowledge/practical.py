"""Practical tasks marked by a rubric: the mentor's and the curator's marks side by side, never folded; the rubrics."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.db.models import Count

from mentoring.kit.states import StateTag
from mentoring.kit.text import Folded, words_of
from mentoring.kit.ui import Column, Figure
from mentoring.kit.verdict import Verdict
from mentoring.queries.page import chosen, page_of
from monitoring.access import knowledge as rights
from monitoring.access.knowledge import rubrics_for, works_for
from monitoring.choices.knowledge import Assessor, BankState
from monitoring.models import PracticalMark, PracticalWork, Rubric
from monitoring.scoring.gain import KNOWLEDGE_BANDS, band_of
from programs.choices import AssignmentState
from programs.queries.people import with_people

from .words import percent_words

TONES = {BankState.DRAFT: "calm", BankState.ACTIVE: "ok", BankState.RETIRED: "calm"}
NAMES = {BankState.DRAFT: "Черновик", BankState.ACTIVE: "Ею оценивают", BankState.RETIRED: "Снята"}
RUBRIC_SORTS = {"": ("title", "pk"), "title": ("title", "pk"), "-title": ("-title", "pk"),
                "works": ("n_works", "title"), "-works": ("-n_works", "title")}  # fmt: skip
RUBRIC_COLUMNS = (
    Column("Рубрика", primary=True, sort_key="title"),
    Column("Критериев", numeric=True),
    Column("Оценено работ", numeric=True, sort_key="works"),
    Column("Состояние"),
)


@dataclass(frozen=True)
class WorkRow:
    work: PracticalWork
    marks: tuple[tuple[str, str], ...]  # (whose, percent)


def work_rows(works):
    """Rows of a program's page, two queries."""
    rows = works.select_related("assignment__mentee", "rubric").prefetch_related("marks").order_by("pk")
    return tuple(WorkRow(work, tuple(_sides(work))) for work in rows)


def _sides(work):
    kept = {mark.side: mark for mark in work.marks.all()}
    for side in Assessor:
        mark = kept.get(side)
        yield Assessor(side).label, percent_words(mark) if mark else "ещё не оценил"


@dataclass(frozen=True)
class CriterionRow:
    """A criterion with what each assessor chose."""

    name: str
    mentor: str
    curator: str


@dataclass(frozen=True)
class WorkPage:
    work: PracticalWork
    rows: tuple[CriterionRow, ...]
    totals: tuple[str, str]
    marks: tuple[PracticalMark, ...]
    mark: Verdict
    mine: PracticalMark | None
    answered: bool


def works_loaded(actor):
    return with_people(works_for(actor), "program__pair__members").select_related("assignment__mentee", "rubric")


def work_page(actor, work):
    """One practical task loaded through `works_loaded`. One query."""
    work.assignment.program = work.program
    marks = {mark.side: mark for mark in work.marks.select_related("author")}
    side = rights.side_of(actor, work.program)
    return WorkPage(
        work=work,
        rows=tuple(
            CriterionRow(row["name"], *(_chosen(marks.get(who), n, row["levels"]) for who in Assessor))
            for n, row in enumerate(work.criteria)
        ),
        totals=tuple(_total(marks.get(who)) for who in Assessor),
        marks=tuple(marks.values()),
        mark=rights.may_mark_work(actor, work),
        mine=marks.get(side),
        answered=work.assignment.state in (AssignmentState.ANSWERED, AssignmentState.ACCEPTED),
    )


def _chosen(mark, n, levels):
    return "–" if mark is None else f"{levels[mark.levels[n]]} ({mark.levels[n]} из {len(levels) - 1})"


def _total(mark):
    return "–" if mark is None else f"{percent_words(mark)}, уровень {band_of(mark.percent, KNOWLEDGE_BANDS)}"


# Rubrics


@dataclass(frozen=True)
class RubricRow:
    rubric: Rubric
    tag: StateTag


@dataclass(frozen=True)
class RubricList:
    page: object
    rows: tuple[RubricRow, ...]
    figures: tuple[Figure, ...]
    q: str
    state: str
    sort: str

    columns = RUBRIC_COLUMNS


def rubric_list(actor, params):
    """One page of rubrics. `params`: q, state, sort, page. Three queries."""
    q, sort = params.get("q", "").strip()[:200], chosen(params.get("sort"), RUBRIC_SORTS)
    state = chosen(params.get("state"), BankState.values)
    found = rubrics_for(actor).alias(folded=Folded("title"))
    for word in words_of(q):
        found = found.filter(folded__contains=word)
    counts = dict(found.order_by().values_list("state").annotate(Count("pk")))
    shown = found.filter(state=state) if state else found
    page = page_of(shown.annotate(n_works=Count("works")).order_by(*RUBRIC_SORTS[sort]), params.get("page"))
    rows = tuple(RubricRow(rubric, rubric_tag(rubric)) for rubric in page.object_list)
    return RubricList(page, rows, tuple(_figures(counts, q, state)), q, state, sort)


def _figures(counts, q, chosen_state):
    for code, name in (("", "всего"), *((state.value, NAMES[state].lower()) for state in BankState)):
        n = counts.get(code, 0) if code else sum(counts.values())
        asked = {name_: value for name_, value in (("q", q), ("state", code)) if value}
        yield Figure(n, name, href=f"?{urlencode(asked)}", current=code == chosen_state)


def rubric_tag(rubric):
    return StateTag(TONES[rubric.state], NAMES[rubric.state], "")


def open_rubrics():
    return Rubric.objects.filter(state=BankState.ACTIVE)
