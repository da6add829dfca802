"""Acts of depersonalization: the list, one act, and the check page before it."""

from dataclasses import dataclass

from mentoring.kit.dates import moment
from mentoring.kit.states import StateTag
from mentoring.kit.text import words_of
from mentoring.kit.ui import Column
from mentoring.queries.page import chosen, page_of
from monitoring.access.privacy import depersonalizations_for
from monitoring.choices.privacy import JobState
from monitoring.queries.privacy.register import terms

COLUMNS = (
    Column("Акт", primary=True, sort_key="number"),
    Column("Причина"),
    Column("Решено", sort_key="date"),
    Column("Состояние"),
)
SORTS = {"number": ("number",), "-number": ("-number",), "date": ("asked_at", "id"), "-date": ("-asked_at", "-id")}
TONES = {JobState.WAITING: "go", JobState.RUNNING: "go", JobState.READY: "ok", JobState.FAILED: "stop"}
WORDS = {JobState.READY: "Исполнено", JobState.RUNNING: "Выполняется"}
GOES = (
    "Имя, почта, телефон, дата рождения, должность – во всех записях, журнале, письмах и ключах поиска заменит код.",
    "Тексты, которые человек написал о себе, его сообщения, заметки, черновики и письма ему.",
    "Файлы, которые он приложил, и таблицы, где он назван.",
    "Вход: учётная запись закроется навсегда.",
)


@dataclass(frozen=True)
class ActRow:
    act: object
    tag: StateTag
    asked: str


@dataclass(frozen=True)
class ActList:
    page: object
    rows: tuple[ActRow, ...]
    q: str
    sort: str

    columns = COLUMNS


def act_list(actor, params):
    """One page of acts. Two queries."""
    q, sort = params.get("q", "").strip()[:200], chosen(params.get("sort"), SORTS)
    found = depersonalizations_for(actor)
    for word in words_of(q):
        found = found.filter(code__icontains=word) | found.filter(reason__icontains=word)
    page = page_of(found.order_by(*SORTS[sort or "-number"]), params.get("page"))
    return ActList(page, tuple(ActRow(act, tag_of(act), moment(act.asked_at)) for act in page.object_list), q, sort)


def tag_of(act):
    return StateTag(TONES[act.state], WORDS.get(act.state, act.get_state_display()), "")


def stays_of():
    """What law keeps and why, in words of the register."""
    return tuple((term.words, term.law) for term in terms().values() if term.stays)
