"""Replies to requests: the list, the text of one letter as it is or as it was registered."""

from dataclasses import dataclass

from django.db.models import Count, F, Q

from mentoring.choices import Role
from mentoring.kit.text import Folded, words_of
from mentoring.kit.ui import Column
from mentoring.models import DocumentType
from mentoring.queries.page import chosen
from mentoring.queries.role_holder import director_post, in_office, signers
from monitoring.access.output import replies_for, reply_forms_for
from monitoring.choices.output import ReplySigner
from monitoring.queries.dashboard.meaning import MEANINGS
from monitoring.queries.snapshot import frozen_of

KIND = "D36"
CURATOR_POST = "Куратор наставничества"
REPLY_COLUMNS = (
    Column("Ответ", primary=True, sort_key="form"),
    Column("На дату", sort_key="on"),
    Column("Состояние", sort_key="state"),
    Column("Кто и когда", sort_key="made"),
)
LINE_COLUMNS = (Column("Показатель", primary=True), Column("Значение"), Column("Пояснение"))
ORDERS = {
    "form": ("form__title", "-created_at"),
    "-form": ("-form__title", "-created_at"),
    "on": ("snapshot__on", "created_at"),
    "-on": ("-snapshot__on", "-created_at"),
    "state": ("state", "-created_at"),
    "-state": ("-state", "-created_at"),
    "made": ("created_at", "pk"),
    "-made": ("-created_at", "-pk"),
}
NAMES = {
    "involved": "Вовлечены педагоги",
    "programs": "Программы",
    "plan": "Выполнение планов",
    "overdue": "Просроченные мероприятия",
    "satisfaction": "Довольны программой",
    "mentors": "Места у наставников",
    "requests": "Запросы без пары",
    "documents": "Документы ждут решения",
    "coming": "Ближайшие мероприятия",
    "attention": "Требует внимания",
    "in_time": "Программы утверждены в срок",
    "knowledge": "Выросли знания",
    "behavior": "Изменилась работа на занятии",
    "ready": "Готовы работать самостоятельно",
    "retention": "Закрепились молодые",
}


def names_of_figures():
    """{code: name} in the order of the page: what a form may ask for."""
    return {code: NAMES[code] for code in MEANINGS}


def kind_of_reply():
    return DocumentType.objects.get(code=KIND)


def replies_found(actor, *, q="", sort=""):
    found = replies_for(actor).select_related("form", "author", "document").defer("payload")
    found = found.annotate(on=F("snapshot__on"))
    for word in words_of(q):
        found = found.alias(a=Folded(F("form__title")), b=Folded(F("addressee")), c=Folded(F("request"))).filter(
            Q(a__contains=word) | Q(b__contains=word) | Q(c__contains=word)
        )
    return found.order_by(*ORDERS[chosen(sort, ORDERS, "-made")])


def forms_found(actor):
    return reply_forms_for(actor).annotate(n=Count("replies")).order_by("retired", "title", "pk")


@dataclass(frozen=True)
class ReplyLine:
    name: str
    text: str
    note: str
    meaning: str


@dataclass(frozen=True)
class ReplyText:
    """What the letter says; a registered one is read back from its payload."""

    heading: str
    addressee: str
    request: str
    before: str
    lines: tuple[ReplyLine, ...]
    after: str
    signer_post: str
    signer_name: str
    number: str = ""
    date: str = ""


def text_of(reply):
    """The letter: a draft reads its snapshot and names today's signer."""
    if reply.payload:
        data = reply.payload
        return ReplyText(**{**data, "lines": tuple(ReplyLine(**line) for line in data["lines"])})
    frozen = frozen_of(reply.snapshot.payload)
    figures = [frozen.figure(code) for code in reply.figures]
    post, name = signer_of(reply, reply.created_at.date())
    return ReplyText(
        heading=f"О показателях наставничества {frozen.period}",
        addressee=reply.addressee,
        request=reply.request,
        before=reply.before,
        lines=tuple(
            ReplyLine(one.name, _said(one), one.note if not one.few else "", frozen.meanings[one.code])
            for one in figures
            if one
        ),
        after=reply.after,
        signer_post=post,
        signer_name=name,
    )


def _said(figure):
    """«41 из 88 (47 %)»; what no past date can tell says so."""
    return f"нет данных: {figure.few}" if figure.few else figure.text


def signer_of(reply, on):
    """(post, printed name) of who signs on that day; a blank when the office is empty."""
    if reply.signer == ReplySigner.CURATOR:
        held = in_office(Role.CURATOR, on)
        return CURATOR_POST, held[0][0].signature_name if held else ""
    held = signers(on)
    return (director_post(held[0][1]), held[0][0].signature_name) if held else (director_post(False), "")
