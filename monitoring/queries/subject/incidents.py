"""Incidents with data: the register of those a reader may see, one incident, who opened data in its days."""

from dataclasses import dataclass

from django.db.models import Count, Q

from mentoring.kit.dates import local, stamp
from mentoring.kit.states import StateTag
from mentoring.kit.text import Folded, words_of
from mentoring.kit.ui import Column
from mentoring.queries.page import chosen, page_of
from monitoring.access import subject as rights
from monitoring.choices.privacy import FieldCategory
from monitoring.choices.subject import OPEN_INCIDENTS, IncidentState
from monitoring.models import PrivacyIncident, Reading
from monitoring.workflows_subject import INCIDENT

N = IncidentState
TONES = {N.FOUND: "act", N.TOLD: "go", N.CLOSED: "ok", N.DROPPED: "calm"}
COLUMNS = (
    Column("Инцидент", primary=True, sort_key="number"),
    Column("Обнаружен", sort_key="found"),
    Column("Первое уведомление"),
    Column("Результаты"),
    Column("Состояние", sort_key="state"),
)
SORTS = {
    "number": ("number",), "-number": ("-number",), "found": ("found_at", "number"), "-found": ("-found_at", "-number"),
    "state": ("state", "-number"), "-state": ("-state", "-number"),
}  # fmt: skip


@dataclass(frozen=True)
class IncidentRow:
    incident: PrivacyIncident
    tag: StateTag
    first: str
    result: str


@dataclass(frozen=True)
class IncidentList:
    page: object
    rows: tuple[IncidentRow, ...]
    q: str
    sort: str

    columns = COLUMNS


def incident_list(actor, params):
    """One page. `params`: q, sort, page. Two queries."""
    found, q, sort = _found(actor, params)
    page = page_of(found, params.get("page"))
    return IncidentList(page, tuple(_row(one) for one in page.object_list), q, sort)


def all_incidents(actor, params):
    return [_row(one) for one in _found(actor, params)[0]]


def _found(actor, params):
    q, sort = params.get("q", "").strip()[:200], chosen(params.get("sort"), SORTS)
    found = rights.incidents_for(actor)
    for word in words_of(q):
        found = found.alias(a=Folded("title"), b=Folded("whom")).filter(Q(a__contains=word) | Q(b__contains=word))
    return found.select_related("responsible").order_by(*SORTS[sort or "-number"]), q, sort


def _row(one):
    return IncidentRow(one, tag_of(one), _notice(one, one.first_due, one.first_sent_at),
                       _notice(one, one.result_due, one.result_sent_at))  # fmt: skip


def tag_of(incident):
    return StateTag(TONES[incident.state], incident.get_state_display(), "")


def _notice(incident, due, sent_at):
    if sent_at:
        return f"отправлено {stamp(local(sent_at))}"
    return f"до {stamp(local(due))}" if incident.state in OPEN_INCIDENTS else "не нужно"


def category_words(codes):
    names = dict(FieldCategory.choices)
    return "; ".join(str(names[code]) for code in codes if code in names)


@dataclass(frozen=True)
class IncidentPage:
    incident: PrivacyIncident
    tag: StateTag
    now: str
    facts: tuple[tuple[str, str], ...]
    steps: dict
    may_edit: bool
    opened: int
    readers: int
    days: str
    since: str
    until: str


def incident_page(actor, incident):
    """One incident; one query beside its own: how much was opened in its days."""
    since, until = days_of(incident)
    seen = Reading.objects.filter(day__gte=since, day__lte=until)
    counted = seen.aggregate(opened=Count("pk"), readers=Count("reader", distinct=True))
    return IncidentPage(
        incident=incident,
        tag=tag_of(incident),
        now=_now(incident),
        facts=tuple(facts_of(incident)),
        steps={name: INCIDENT.verdict(name, actor, incident) for name in INCIDENT.transitions},
        may_edit=bool(rights.may_edit_incident(actor, incident)),
        days=f"{since:%d.%m.%Y}" if since == until else f"{since:%d.%m.%Y}–{until:%d.%m.%Y}",
        since=since.isoformat(),
        until=until.isoformat(),
        **counted,
    )


def days_of(incident):
    """From the day it happened (or was found) to the day it was found."""
    until = local(incident.found_at).date()
    since = local(incident.happened_at).date() if incident.happened_at else until
    return min(since, until), max(until, since)


def _now(incident):
    if incident.state == N.FOUND:
        return f"Отправьте первое уведомление до {stamp(local(incident.first_due))}."
    if incident.state == N.TOLD:
        return f"Проверьте, что произошло, и отправьте результаты до {stamp(local(incident.result_due))}."
    if incident.state == N.CLOSED:
        return "Оба уведомления отправлены, запись больше не меняется."
    return f"Не подтвердился: {incident.dropped_because}"


def facts_of(incident):
    """(name, words) as the page and the notices say them; what is not known yet says so."""
    yield "Что случилось", incident.title
    if incident.text:
        yield "Подробности", incident.text
    yield "Когда случилось", stamp(local(incident.happened_at)) if incident.happened_at else "не установлено"
    yield "Когда обнаружили", stamp(local(incident.found_at))
    yield "Кого касается", incident.whom
    yield "Скольких людей", str(incident.amount) if incident.amount is not None else "уточняется"
    yield "Какие данные", category_words(incident.categories) or "уточняется"
    yield "Предполагаемая причина", incident.cause or "уточняется"
    yield "Какой вред возможен", incident.harm or "уточняется"
    yield "Что сделано", incident.measures or "уточняется"


def results_of(incident):
    yield "Что показала проверка", incident.result or "уточняется"
    yield "Из-за кого случилось", incident.culprits or "не установлено"
