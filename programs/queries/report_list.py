"""Lists of reports: the office's with filters and counts, one's own, those of a program or pair (R33)."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.db.models import Case, Count, Exists, F, IntegerField, OuterRef, Q, Value, When
from django.urls import reverse

from mentoring.choices import Side
from mentoring.kit.states import StateTag
from mentoring.kit.text import whole
from mentoring.kit.ui import Column, Figure
from mentoring.models import PairMember, Person
from mentoring.queries import filters
from mentoring.queries.page import chosen, page_of
from programs import access
from programs.choices.report import FILLED_IN, OPEN, ReportKind, ReportState
from programs.models import ProgressReport

from .head import names_of
from .report import loaded, report_tag, url_of

S = ReportState
QUEUES = {
    "read": ("Ждут решения", Q(state=S.SUBMITTED)),
    "write": ("Пишут", Q(state__in=FILLED_IN)),
    "ahead": ("Впереди", Q(state=S.NOT_DUE)),
    "accepted": ("Приняты", Q(state=S.ACCEPTED)),
    "waived": ("Не понадобились", Q(state=S.WAIVED)),
}
SORTS = {
    "due": ("due", "id"),
    "-due": ("-due", "-id"),
    "name": ("author__sort_key", "id"),
    "-name": ("-author__sort_key", "-id"),
    "until": ("until", "id"),
    "-until": ("-until", "-id"),
}
COLUMNS = (
    Column("Отчёт", primary=True, sort_key="until"),
    Column("Чей", sort_key="name"),
    Column("Состояние"),
    Column("Срок", sort_key="due"),
    Column("Документ"),
)
TITLES = {"mentor": "Мои отчёты", "mentee": "Отчёты", "partner": "Мои отчёты"}


@dataclass(frozen=True)
class ReportRow:
    report: ProgressReport
    names: str
    tag: StateTag
    url: str


@dataclass(frozen=True)
class ReportList:
    page: object
    rows: tuple[ReportRow, ...]
    queues: tuple[Figure, ...]
    filters: dict
    sort: str
    total: int
    title: str
    mine: int
    years: tuple
    units: tuple
    xlsx_url: str

    columns = COLUMNS

    @property
    def filtered(self):
        return any(self.filters.values())

    @property
    def kinds(self):
        return ReportKind.choices


def report_list(actor, params, on):
    """One page of reports the actor sees. `params`: q, queue, kind, year, unit, sort, page. Four queries."""
    asked, sort = _asked(params), chosen(params.get("sort"), SORTS)
    found = _found(actor, asked)
    counts = found.order_by().aggregate(
        total=Count("pk"), **{code: _count(where) for code, (_, where) in QUEUES.items()}
    )
    total = counts.pop("total")
    queue = asked["queue"]
    shown = found.filter(QUEUES[queue][1]) if queue else found
    page = page_of(_ordered(actor, loaded(shown), sort), params.get("page"), count=counts[queue] if queue else total)
    rows = tuple(report_row(actor, report, on) for report in page.object_list)
    asked_words = {name: value or "" for name, value in asked.items()}
    return ReportList(
        page=page,
        rows=rows,
        queues=_queues(counts, asked),
        filters=asked,
        sort=sort,
        total=total,
        title=TITLES.get(actor.role, "Отчёты"),
        mine=sum(row.tag.mine for row in rows),
        years=tuple((row.pk, row.name) for row in filters.years()),
        units=tuple((row.pk, row.name) for row in filters.units()) if actor.is_office else (),
        xlsx_url=f"?{urlencode({**asked_words, 'sort': sort})}",
    )


def all_reports(actor, params):
    """Every report the list would show, for its workbook."""
    asked, sort = _asked(params), chosen(params.get("sort"), SORTS)
    found = _found(actor, asked)
    if asked["queue"]:
        found = found.filter(QUEUES[asked["queue"]][1])
    return _ordered(actor, loaded(found), sort)


def report_row(actor, report, on):
    mine = actor.is_person(report.author)
    url = url_of(report) if mine else reverse("report_detail", args=[report.pk])
    return ReportRow(report, names_of(report.program), report_tag(actor, report, on), url)


def reports_of_program(actor, program, on):
    """Reports of one program or pair's program for its page, the newest first. One query; its people are read already."""
    rows = access.reports_for(actor).filter(program=program).exclude(state=S.WAIVED)
    made = []
    for report in rows.select_related("author", "unit__head", "document").order_by(
        "-until", "kind", "author__sort_key"
    ):
        report.program = program
        made.append(report_row(actor, report, on))
    return tuple(made)


def _asked(params):
    return {
        "q": params.get("q", "").strip()[:200],
        "queue": chosen(params.get("queue"), QUEUES),
        "kind": chosen(params.get("kind"), ReportKind.values),
        "year": whole(params.get("year")),
        "unit": whole(params.get("unit")),
    }


def _found(actor, asked):
    found = access.reports_for(actor)
    if asked["q"]:
        people = Person.objects.search(asked["q"])
        named = PairMember.objects.filter(pair=OuterRef("program__pair"), person__in=people)
        found = found.filter(Q(author__in=people) | Exists(named))
    if asked["kind"]:
        found = found.filter(kind=asked["kind"])
    if asked["year"]:
        found = found.filter(program__year=asked["year"])
    if asked["unit"]:
        inside = {"pair": OuterRef("program__pair"), "side": Side.MENTEE, "person__unit": asked["unit"]}
        found = found.filter(Exists(PairMember.objects.filter(**inside)))
    return found


def _count(where):
    return Count("pk", filter=where)


def _ordered(actor, rows, sort):
    """What waits for the reader first, then what is still open, by date; a chosen order overrides it."""
    if sort:
        return rows.order_by(*SORTS[sort])
    mine = Q(author=actor.person, state__in=FILLED_IN)
    to_read = Q(state=S.SUBMITTED) & ~Q(author=actor.person)
    turn = Case(
        When(mine | to_read, then=Value(0)),
        When(state__in=(*FILLED_IN, S.SUBMITTED), then=Value(1)),
        When(state=S.NOT_DUE, then=Value(2)),
        default=Value(3),
        output_field=IntegerField(),
    )
    waits = Case(When(state__in=OPEN, then=F("due")))  # what is over goes by its period, the newest first
    return rows.annotate(turn=turn, waits=waits).order_by("turn", "waits", "-until", "-id")


def _queues(counts, asked):
    made = []
    for code, (name, _) in QUEUES.items():
        current = code == asked["queue"]
        if counts[code] or current:
            kept = {**asked, "queue": "" if current else code}
            made.append(
                Figure(counts[code], name, "?" + urlencode({k: v for k, v in kept.items() if v}), current=current)
            )
    return tuple(made)
