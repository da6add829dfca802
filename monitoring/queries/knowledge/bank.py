"""The bank of questions: the list with counts and how each question is answered, and one question's page."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.db.models import Avg, Count, F, FloatField, Q, TextField, Value
from django.db.models.functions import Cast, Concat

from mentoring.kit.states import StateTag, describe
from mentoring.kit.text import Folded, whole, words_of
from mentoring.kit.ui import CheckRow, Column, Figure, TimelineItem
from mentoring.kit.verdict import Verdict
from mentoring.queries import filters
from mentoring.queries.filters import Choice
from mentoring.queries.page import chosen, page_of
from mentoring.queries.story import story_of
from monitoring.access.knowledge import may_edit_question, questions_for
from monitoring.choices.knowledge import QUESTION as WORDS
from monitoring.choices.knowledge import BankState, KnowledgeState, TaskKind
from monitoring.models import BankQuestion
from monitoring.task_sheet import right_words
from monitoring.words import decimal, percent
from monitoring.workflows_knowledge import QUESTION

FEW_ANSWERS = 5  # a share of fewer says nothing of the question
SORTS = {
    "": ("direction__position", "competence", "pk"),
    "direction": ("direction__position", "competence", "pk"),
    "-direction": ("-direction__position", "competence", "pk"),
    "kind": ("kind", "pk"),
    "-kind": ("-kind", "pk"),
    "used": ("used", "pk"),
    "-used": ("-used", "pk"),
    "share": (F("share").asc(nulls_last=True), "pk"),
    "-share": (F("share").desc(nulls_last=True), "pk"),
}
COLUMNS = (
    Column("Вопрос", primary=True),
    Column("Направление и умение", sort_key="direction"),
    Column("Вид", sort_key="kind"),
    Column("Баллов", numeric=True),
    Column("Был в тестах", numeric=True, sort_key="used"),
    Column("Набирают в среднем", numeric=True, sort_key="share"),
)


@dataclass(frozen=True)
class QuestionRow:
    question: BankQuestion
    kind: str
    tag: StateTag
    share: str


@dataclass(frozen=True)
class BankList:
    page: object
    rows: tuple[QuestionRow, ...]
    figures: tuple[Figure, ...]
    filters: dict
    sort: str
    query: str

    columns = COLUMNS
    kinds = tuple(Choice(pk=code, name=name) for code, name in TaskKind.choices)

    @property
    def directions(self):
        return filters.directions()

    @property
    def filtered(self):
        return any(self.filters.values())


def bank_list(actor, params):
    """One page of the bank. `params`: q, direction, kind, state, sort, page. Three queries."""
    asked = _asked(params)
    sort = chosen(params.get("sort"), SORTS)
    found = _found(actor, asked)
    counts = dict(found.order_by().values_list("state").annotate(Count("pk")))
    rows = _counted(_of_state(found, asked)).select_related("direction").order_by(*SORTS[sort])
    n = counts.get(asked["state"], 0) if asked["state"] else sum(counts.values())
    page = page_of(rows, params.get("page"), count=n)
    return BankList(
        page=page,
        rows=tuple(_row(question) for question in page.object_list),
        figures=tuple(_figures(counts, asked)),
        filters=asked,
        sort=sort,
        query=urlencode({name: value for name, value in asked.items() if value}),
    )


def bank_rows(actor, params):
    """Every question of the list as it is asked for, for a file."""
    rows = _counted(_of_state(_found(actor, _asked(params)), _asked(params)))
    return rows.select_related("direction").order_by(*SORTS[chosen(params.get("sort"), SORTS)])


def _asked(params):
    return {
        "q": params.get("q", "").strip()[:200],
        "direction": whole(params.get("direction")),
        "kind": chosen(params.get("kind"), TaskKind.values),
        "state": chosen(params.get("state"), BankState.values),
    }


def _found(actor, asked):
    said = Concat("text", Value(" "), "competence", Value(" "), "code", output_field=TextField())
    found = questions_for(actor).alias(said=Folded(said))
    for word in words_of(asked["q"]):
        found = found.filter(said__contains=word)
    if asked["direction"]:
        found = found.filter(direction=asked["direction"])
    return found.filter(kind=asked["kind"]) if asked["kind"] else found


def _of_state(found, asked):
    return found.filter(state=asked["state"]) if asked["state"] else found


def _counted(questions):
    """With `used` times in tests, `answered` and the mean `share` of points over scored sittings."""
    scored = Q(tasks__test__state=KnowledgeState.SCORED)
    earned = Cast("tasks__score", FloatField()) / Cast("points", FloatField())
    return questions.annotate(
        used=Count("tasks"), answered=Count("tasks", filter=scored), share=Avg(earned, filter=scored)
    )


def _row(question):
    return QuestionRow(question, question.get_kind_display(), tag_of(question), share_words(question))


def tag_of(question):
    return describe(WORDS, question.state, "curator")


def share_words(question):
    """«62 %» of points, «–» before it was asked, «мало данных» under five answers."""
    if not question.answered:
        return "–"
    if question.answered < FEW_ANSWERS:
        return "мало данных"
    return percent(question.share, 1)


def _figures(counts, asked):
    kept = {name: value for name, value in asked.items() if value and name != "state"}
    for code, name in (("", "всего"), *((state.value, state.label.lower()) for state in BankState)):
        n = counts.get(code, 0) if code else sum(counts.values())
        href = f"?{urlencode({**kept, **({'state': code} if code else {})})}"
        yield Figure(n, name, href=href, current=code == asked["state"])


@dataclass(frozen=True)
class QuestionPage:
    question: BankQuestion
    tag: StateTag
    facts: tuple[CheckRow, ...]
    right: str
    edit: Verdict
    steps: dict
    replacement: BankQuestion | None
    story: tuple[TimelineItem, ...]

    @property
    def used(self):
        return self.question.used > 0


def question_page(actor, pk):
    """One question with its figures, or None."""
    question = _counted(questions_for(actor)).select_related("direction", "replaces").filter(pk=pk).first()
    if question is None:
        return None
    newer = question.replacements.exclude(state=BankState.RETIRED).first()
    return QuestionPage(
        question=question,
        tag=tag_of(question),
        facts=tuple(CheckRow(name, value) for name, value in _facts(question) if value),
        right=right_words(question),
        edit=may_edit_question(actor, question),
        steps={name: QUESTION.verdict(name, actor, question) for name in QUESTION.transitions},
        replacement=newer,
        story=tuple(story_of(question, actor=actor)),
    )


def _facts(question):
    yield "Направление", question.direction.name
    yield "Умение", question.competence
    yield "Вид", question.get_kind_display()
    yield "Баллов", str(question.points)
    yield "Пункт положения", question.clause
    yield "Сверить перед публикацией", question.note if question.state == BankState.DRAFT else ""
    yield "Был в тестах", str(question.used)
    yield "Набирают в среднем", share_words(question)
    yield "Допуск", decimal(question.tolerance, 2) if question.tolerance else ""
    yield "Код", question.code
