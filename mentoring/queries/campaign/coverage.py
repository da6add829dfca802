"""Coverage of a campaign by department: who answered, how many are young and alone, where the requests stand."""

from collections import Counter, defaultdict
from dataclasses import dataclass

from django.db.models import Count, Q
from django.urls import reverse
from django.utils import timezone

from mentoring.access import campaign_units_for, may_remind_unit
from mentoring.choices import CampaignState, CarriedAnswer, RequestSource, UnitAnswer
from mentoring.choices import RequestState as S
from mentoring.kit.dates import words
from mentoring.kit.states import StateTag
from mentoring.kit.text import fold
from mentoring.kit.ui import Column, Figure
from mentoring.models import CampaignUnit, CarriedRequest, MentoringRequest, Person
from mentoring.queries.campaign.teachers import answer_tag
from mentoring.queries.campaign.units import paired, young_edge
from mentoring.queries.page import chosen
from mentoring.queries.request import left_words
from mentoring.workflow.campaign import CAMPAIGN

WORDS = (
    ("не подтверждены", (S.AWAITING_RENEWAL,)),
    ("ждут педагога", (S.AWAITING_TEACHER,)),
    ("у куратора", (S.AWAITING_CURATOR, S.EXPIRED)),
    ("ждут наставника", (S.AWAITING_MENTOR,)),
    ("ждут приказа", (S.MENTOR_AGREED,)),
    ("пара закреплена", (S.PAIRED,)),
    ("закончены без пары", (S.DECLINED, S.WITHDRAWN, S.CLOSED)),
)
TABS = (("", "подразделений"), ("waiting", "не ответили"), ("asked", "подали запросы"), ("nobody", "никому не нужен"))
SORTS = {
    "name": lambda line: fold(line.row.unit.name),
    "people": lambda line: line.people,
    "alone": lambda line: line.alone,
    "requests": lambda line: line.total,
}
ORDERS = (*SORTS, *(f"-{name}" for name in SORTS))
COLUMNS = (
    Column("Подразделение", primary=True, sort_key="name"),
    Column("Педагогов", numeric=True, sort_key="people"),
    Column("Молодые без наставника", numeric=True, sort_key="alone"),
    Column("Запросы года", sort_key="requests"),
    Column("Ответ"),
)
CARRIED_COLUMNS = (Column("Кому", primary=True), Column("Кто подтверждает"), Column("Ответ"))


@dataclass(frozen=True)
class UnitLine:
    row: CampaignUnit
    people: int
    young: int
    alone: int
    total: int
    requests: str
    requests_url: str
    tag: StateTag
    may_remind: bool


@dataclass(frozen=True)
class CarriedLine:
    request: MentoringRequest
    author: str
    from_year: str
    tag: StateTag


@dataclass(frozen=True)
class Coverage:
    campaign: object
    lines: tuple[UnitLine, ...]
    figures: tuple[Figure, ...]
    carried: tuple[CarriedLine, ...]
    carried_note: str
    unconfirmed: int
    left: str
    tab: str
    sort: str
    acts: dict
    office: bool

    columns = COLUMNS
    carried_columns = CARRIED_COLUMNS

    @property
    def lead(self):
        opened = f"Открыта {words(self.campaign.opened_at)}"
        if self.campaign.state == CampaignState.CLOSED:
            return f"{opened}, завершена {words(self.campaign.closed_at)}."
        left = f", {self.left}" if self.left else ""
        return f"{opened}. Подразделения отвечают до {words(self.campaign.due)}{left}."

    @property
    def remindable(self):
        return any(line.may_remind for line in self.lines)

    @property
    def late(self):
        return self.campaign.due < timezone.localdate()


def coverage(actor, campaign, params, on):
    """`params`: tab (an answer), sort. A head sees the own departments only, without the requests carried over."""
    office = actor.is_office
    rows = list(
        campaign_units_for(actor)
        .filter(campaign=campaign)
        .select_related("campaign__year", "unit__head", "asked", "answered_by")
    )
    people, requests = _people(rows, on), _requests(campaign, rows, office)
    lines = [_line(actor, row, people.get(row.unit_id, {}), requests[row.unit_id], on) for row in rows]
    tab, sort = chosen(params.get("tab"), dict(TABS)), chosen(params.get("sort"), ORDERS)
    carried = _carried(campaign) if office else ()
    return Coverage(
        campaign=campaign,
        lines=_in_order([line for line in lines if not tab or line.row.answer == tab], sort),
        figures=_figures(lines, tab),
        carried=carried,
        carried_note=_carried_note(carried),
        unconfirmed=sum(line.request.state == S.AWAITING_RENEWAL for line in carried),
        left=left_words(campaign.due, on),
        tab=tab,
        sort=sort,
        acts={t.name: verdict for t, verdict in CAMPAIGN.open_to(actor, campaign) if verdict},
        office=office,
    )


def _in_order(lines, sort):
    """Who has not answered first, unless another order was chosen."""
    lines = sorted(lines, key=lambda line: (line.row.answer != UnitAnswer.WAITING, fold(line.row.unit.name)))
    if sort:
        lines.sort(key=SORTS[sort.lstrip("-")], reverse=sort.startswith("-"))
    return tuple(lines)


def _people(rows, on):
    """{unit: teachers, young ones, young ones without a mentor} in one query."""
    young = Q(teaching_since__gt=young_edge(on))
    found = (
        Person.objects.teachers()
        .filter(unit__in=[row.unit_id for row in rows])
        .annotate(paired=paired())
        .order_by()
        .values("unit")
        .annotate(people=Count("pk"), young=Count("pk", young), alone=Count("pk", filter=young & Q(paired=False)))
    )
    return {row["unit"]: row for row in found}


def _requests(campaign, rows, office):
    """{unit: {state: how many}} of the campaign's year, drafts left out; one query. A head counts the administration's."""
    found = MentoringRequest.objects.filter(year=campaign.year_id, person__unit__in=[row.unit_id for row in rows])
    found = found if office else found.filter(source=RequestSource.ADMINISTRATION)
    counted = found.exclude(state=S.DRAFT).order_by().values_list("person__unit", "state").annotate(Count("pk"))
    by_unit = defaultdict(Counter)
    for unit, state, n in counted:
        by_unit[unit][state] = n
    return by_unit


def _line(actor, row, people, requests, on):
    parts = [(name, sum(requests[state] for state in states)) for name, states in WORDS]
    total = sum(n for _, n in parts)
    url = f"{reverse('request_list')}?unit={row.unit_id}&year={row.campaign.year_id}" if actor.is_office else ""
    return UnitLine(
        row=row,
        people=people.get("people", 0),
        young=people.get("young", 0),
        alone=people.get("alone", 0),
        total=total,
        requests=", ".join(f"{name} – {n}" for name, n in parts if n),
        requests_url=url if total else "",
        tag=answer_tag(row, on, mine=row.unit_id in actor.units),
        may_remind=bool(may_remind_unit(actor, row, timezone.now())),
    )


def _figures(lines, tab):
    found = []
    for code, name in TABS:
        n = sum(not code or line.row.answer == code for line in lines)
        if n or not code:
            found.append(Figure(n, name, f"?tab={code}" if code else "?", current=code == tab))
    return tuple(found) + (Figure(sum(line.alone for line in lines), "молодых без наставника"),)


def _carried(campaign):
    rows = CarriedRequest.objects.filter(campaign=campaign).select_related(
        "request__person", "request__initiator", "from_year"
    )
    lines = [CarriedLine(row.request, _author(row.request), str(row.from_year), _carried_tag(row)) for row in rows]
    return tuple(sorted(lines, key=lambda line: (line.tag.tone != "go", line.request.person.sort_key)))


def _author(request):
    by_office = request.source == "administration" and request.initiator
    return f"{request.initiator.short_name} или сам педагог" if by_office else "сам педагог"


def _carried_tag(row):
    if row.request.state == S.AWAITING_RENEWAL:
        said = "Напомнили." if row.reminded_at else ""
        return StateTag("go", "Ждёт подтверждения", said)
    if row.answer == CarriedAnswer.WAITING:
        return StateTag("calm", row.request.get_state_display(), "")
    tone = "ok" if row.answer == CarriedAnswer.RENEWED else "calm"
    return StateTag(tone, row.get_answer_display(), f"{words(row.answered_at)}.")


def _carried_note(carried):
    waiting = sum(line.request.state == S.AWAITING_RENEWAL for line in carried)
    return f"ждут ответа {waiting} из {len(carried)}" if carried else ""
