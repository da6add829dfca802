"""Requests about own data: the register, one's own, one request."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.db.models import Count, Q

from mentoring.choices import Role
from mentoring.kit.dates import by, local, moment, short, today
from mentoring.kit.states import StateTag
from mentoring.kit.text import Folded, ended, words_of
from mentoring.kit.ui import Column, Figure
from mentoring.queries.filters import Choice
from mentoring.queries.page import chosen, page_of
from monitoring.access import subject as rights
from monitoring.access.privacy import may_keep_privacy
from monitoring.choices.subject import OPEN_REQUESTS, SubjectKind, SubjectState
from monitoring.models import SubjectRequest
from monitoring.workflows_subject import SUBJECT_REQUEST

S = SubjectState
TONES = {S.NEW: "act", S.WORK: "go", S.ANSWERED: "ok", S.REFUSED: "calm", S.RECALLED: "calm"}
KINDS = tuple(Choice(pk=one.value, name=one.label) for one in SubjectKind)
SHOWN = {
    "open": ("ждут ответа", Q(state__in=OPEN_REQUESTS)),
    "late": ("срок прошёл", None),
    "done": ("закрыты", ~Q(state__in=OPEN_REQUESTS)),
}
COLUMNS = (
    Column("Обращение", primary=True, sort_key="number"),
    Column("От кого", sort_key="who"),
    Column("Пришло", sort_key="came"),
    Column("Ответить до", sort_key="due"),
    Column("Состояние"),
)
SORTS = {
    "number": ("number",), "-number": ("-number",), "who": ("applicant", "number"), "-who": ("-applicant", "number"),
    "came": ("came_on", "number"), "-came": ("-came_on", "-number"), "due": ("due", "number"),
    "-due": ("-due", "-number"),
}  # fmt: skip
WHAT_TO_DO = {
    SubjectKind.ACCESS: "Что хранится о человеке, сам он получает архивом в «Моих данных»; без учётной записи приложите файл.",
    SubjectKind.CORRECT: "Проверьте и исправьте карточку, потом ответьте, что изменено.",
    SubjectKind.WITHDRAW: "Отзовите согласие в карточке, снимите то, что на нём держалось, потом ответьте.",
    SubjectKind.DELETE: "Кто ушёл, того обезличивают по акту; подписанное хранить велит закон – объясните это в ответе.",
    SubjectKind.OBJECT: "Выясните, против чего возражают, решите, можно ли это прекратить, и ответьте.",
}
CONSENTS = "person_consents"
DOORS = {
    SubjectKind.ACCESS: ("person_detail", "Открыть карточку"),
    SubjectKind.CORRECT: ("person_detail", "Открыть карточку"),
    SubjectKind.WITHDRAW: (CONSENTS, "Открыть согласия человека"),
    SubjectKind.DELETE: ("person_depersonalize", "Открыть обезличивание"),
    SubjectKind.OBJECT: (CONSENTS, "Открыть согласия человека"),
}


@dataclass(frozen=True)
class RequestRow:
    asked: SubjectRequest
    tag: StateTag
    late: bool


@dataclass(frozen=True)
class RequestList:
    page: object
    rows: tuple[RequestRow, ...]
    figures: tuple[Figure, ...]
    filters: dict
    sort: str

    columns = COLUMNS
    kinds = KINDS

    @property
    def filtered(self):
        return any(self.filters.values())

    @property
    def query(self):
        asked = {**self.filters, "sort": self.sort}
        return urlencode({key: value for key, value in asked.items() if value})


def request_list(actor, params):
    """One page of the register. `params`: q, kind, state, sort, page. Three queries."""
    asked, sort, found = _asked(actor, params)
    on = today()
    counts = {name: Count("pk", filter=_of(name, on)) for name in SHOWN}
    counted = found.order_by().aggregate(every=Count("pk"), **counts)
    page = page_of(_shown(found, asked, sort, on), params.get("page"))
    rows = tuple(_row(one, on) for one in page.object_list)
    return RequestList(page, rows, tuple(_figures(counted, asked)), asked, sort)


def all_requests(actor, params):
    """What the page shows, without pages, for papers and the workbook."""
    asked, sort, found = _asked(actor, params)
    on = today()
    return [_row(one, on) for one in _shown(found, asked, sort, on)]


def _asked(actor, params):
    asked = {
        "q": params.get("q", "").strip()[:200],
        "kind": chosen(params.get("kind"), SubjectKind.values),
        "state": chosen(params.get("state"), SHOWN),
    }
    found = rights.subject_requests_for(actor)
    for word in words_of(asked["q"]):
        found = found.alias(who=Folded("applicant"), said=Folded("text")).filter(
            Q(who__contains=word)
            | Q(said__contains=word)
            | Q(number=int(word) if word.isdecimal() and len(word) < 9 else 0)
        )
    if asked["kind"]:
        found = found.filter(kind=asked["kind"])
    return asked, chosen(params.get("sort"), SORTS), found


def _of(name, on):
    return Q(state__in=OPEN_REQUESTS, due__lt=on) if name == "late" else SHOWN[name][1]


def _shown(found, asked, sort, on):
    shown = found.filter(_of(asked["state"], on)) if asked["state"] else found
    return shown.select_related("responsible", "answered_by").order_by(*SORTS[sort or "-number"])


def _figures(counted, asked):
    kept = {key: value for key, value in asked.items() if value and key != "state"}
    yield Figure(counted["every"], "всего", href=f"?{urlencode(kept)}", current=not asked["state"])
    for name, (label, _) in SHOWN.items():
        tone = "act" if name == "late" and counted[name] else ""
        href = f"?{urlencode({**kept, 'state': name})}"
        yield Figure(counted[name], label, href=href, current=asked["state"] == name, tone=tone)


def _row(asked, on):
    return RequestRow(asked, tag_of(asked), asked.state in OPEN_REQUESTS and asked.due < on)


def tag_of(asked):
    return StateTag(TONES[asked.state], asked.get_state_display(), "")


def own_requests(actor):
    """Rows of one's own requests, the newest first; one query."""
    if actor.person is None:
        return ()
    on = today()
    found = SubjectRequest.objects.filter(person=actor.person).select_related("responsible", "answered_by")
    return tuple(_row(one, on) for one in found.order_by("-number")[:50])


# One request


@dataclass(frozen=True)
class RequestPage:
    asked: SubjectRequest
    tag: StateTag
    now: str
    facts: tuple[tuple[str, str], ...]
    keeps: bool
    mine: bool
    steps: dict
    hint: str
    door: str
    door_words: str


def request_page(actor, asked):
    """One request to its author or to a keeper; no query beside the request's own."""
    keeps = bool(may_keep_privacy(actor))
    is_open = asked.state in OPEN_REQUESTS
    door, door_words = _door(actor, asked) if keeps and is_open and asked.person_id else ("", "")
    return RequestPage(
        asked=asked,
        tag=tag_of(asked),
        now=_now(asked),
        facts=tuple(facts_of(asked)),
        keeps=keeps,
        mine=actor.is_person(asked.person),
        steps={name: SUBJECT_REQUEST.verdict(name, actor, asked) for name in SUBJECT_REQUEST.transitions},
        hint=WHAT_TO_DO[asked.kind] if keeps and is_open else "",
        door=door,
        door_words=door_words,
    )


def _door(actor, asked):
    """Where it is put right; consents are the curator's."""
    name, said = DOORS[asked.kind]
    return (name, said) if name != CONSENTS or actor.has(Role.CURATOR) else ("person_detail", "Открыть карточку")


def _now(asked):
    if asked.state == S.NEW:
        return f"Ждёт ответственного. Ответ – {by(asked.due)}."
    if asked.state == S.WORK:
        return f"Отвечает {ended(asked.responsible.short_name)} Ответ – {by(asked.due)}."
    if asked.state == S.RECALLED:
        return "Автор отозвал обращение: отвечать не нужно."
    return f"Ответ дан {moment(asked.answered_at)}."


def facts_of(asked):
    """What the page and the paper say of a request."""
    yield "О чём", asked.get_kind_display()
    yield "От кого", asked.applicant
    if asked.contact:
        yield "Куда отвечать", asked.contact
    yield "Пришло", f"{short(asked.came_on)}, {asked.get_way_display().lower()}"
    yield "Ответить до", short(asked.due)
    if asked.extended_because:
        yield "Срок продлён", asked.extended_because
    if asked.responsible:
        yield "Отвечает", asked.responsible.short_name
    if asked.answered_at:
        yield "Ответ", ", ".join(filter(None, (short(local(asked.answered_at)), _who(asked.answered_by))))


def _who(person):
    return person.short_name if person else ""
