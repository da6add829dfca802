"""The list of programs for each role: tabs by state with counts, whose turn first, search and filters."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.db.models import Count, Exists, F, OuterRef, Q, Subquery

from mentoring.choices import Side
from mentoring.kit.states import StateTag
from mentoring.kit.ui import Figure
from mentoring.models import PairMember, Person
from mentoring.office import office
from programs import access
from programs.choices import UNMARKED_EVENT_STATES, ProgramState
from programs.models import PlanEvent
from programs.models.plan import overdue

from . import reference
from .head import names_of, state_tag
from .people import with_people
from .running import Progress, plan_note
from .turn import unopened_pairs, with_turn

S = ProgramState
PER_PAGE = 25
UNOPENED = 5
MINE = "mine"
TABS = (
    ("all", "Все", ()),
    ("drawn", "Составляются", (S.DRAFT, S.RETURNED)),
    ("review", "На проверке", (S.SUBMITTED, S.AWAITING_DIRECTOR)),
    ("reading", "Ждут ознакомления", (S.AWAITING_ACQUAINTANCE,)),
    ("active", "Действуют", (S.ACTIVE, S.FINISHING)),
    ("closed", "Завершены", (S.COMPLETED, S.ENDED_EARLY, S.CANCELED)),
)
SORTS = {"name": ("name",), "-name": ("-name",), "until": ("until",), "-until": ("-until",)}
_MENTOR = Subquery(
    PairMember.objects.filter(pair=OuterRef("pair"), side=Side.MENTOR)
    .order_by(F("until").desc(nulls_first=True), "person__sort_key")
    .values("person__sort_key")[:1]
)


@dataclass(frozen=True)
class Tab:
    code: str
    name: str
    count: int
    current: bool


@dataclass(frozen=True)
class ProgramRow:
    program: object
    names: str
    kind: str
    mentors: tuple
    mentees: tuple
    tag: StateTag
    mine: bool
    progress: Progress
    plan_note: str  # in place of the progress while there is none to show


@dataclass(frozen=True)
class ProgramListPage:
    rows: tuple[ProgramRow, ...]
    page: object
    tabs: tuple[Tab, ...]
    mine: int
    sort: str
    filters: dict
    years: tuple
    units: tuple
    kinds: tuple
    unopened: tuple

    @property
    def filtered(self):
        return any(value for name, value in self.filters.items() if name != "tab") or self.filters["tab"] != "all"

    @property
    def figures(self):
        """Tabs as counts that lead to themselves; the other filters stay."""
        kept = {name: value for name, value in self.filters.items() if value and name != "tab"}
        return [
            Figure(tab.count, tab.name, f"?{urlencode({**kept, 'tab': tab.code})}", current=tab.current)
            for tab in self.tabs
        ]


def program_list(actor, on, *, tab="all", q="", year="", unit="", kind="", sort="", page=1):
    """Programs the actor sees, the reader's turn first. The number of queries does not depend on the number of rows."""
    programs = _filtered(access.programs_for(actor), q=q, year=year, unit=unit, kind=kind)
    programs = with_turn(programs, actor)
    tab = tab if tab in {MINE, *(code for code, _, _ in TABS)} else "all"
    tabs = _tabs(programs, tab)
    states = next((states for code, _, states in TABS if code == tab), ())
    chosen = programs.filter(state__in=states) if states else programs
    chosen = chosen.filter(mine=True) if tab == MINE else chosen
    chosen = (
        with_people(chosen)
        .select_related("year")
        .annotate(name=_MENTOR)
        .order_by(*SORTS.get(sort, ("-mine", F("due").asc(nulls_last=True))), "-pk")
    )
    paginator = Paginator(chosen, PER_PAGE)
    paginator.__dict__["count"] = next(t.count for t in tabs if t.current)  # counted with the tabs already
    listed = paginator.get_page(page)
    progress = _progress([row.pk for row in listed], on)
    rows = tuple(_row(actor, program, progress.get(program.pk, Progress())) for program in listed)
    return ProgramListPage(
        rows=rows,
        page=listed,
        tabs=tabs,
        mine=next(t.count for t in tabs if t.code == MINE),
        sort=sort if sort in SORTS else "",
        filters={"tab": tab, "q": q, "year": year, "unit": unit, "kind": kind},
        years=tuple((str(row.pk), row.name) for row in reference.years()),
        units=_units(actor),
        kinds=tuple(office().choices("kind")),
        unopened=tuple(unopened_pairs(actor).with_members()[:UNOPENED])
        if actor.role == "mentor" and page in (1, "1")
        else (),
    )


def _tabs(programs, chosen):
    """Tabs with their counts, of one query; «Ваш ход» stands first, as in the lists of requests and pairs."""
    counts, mine = {}, 0
    for state, turn, n in programs.order_by().values_list("state", "mine").annotate(n=Count("pk")):
        counts[state] = counts.get(state, 0) + n
        mine += n if turn else 0
    tabs = [
        Tab(code, name, sum(counts.get(s, 0) for s in states) if states else sum(counts.values()), code == chosen)
        for code, name, states in TABS
    ]
    return (tabs[0], Tab(MINE, "Ваш ход", mine, chosen == MINE), *tabs[1:])


def _filtered(programs, *, q, year, unit, kind):
    if q:
        people = Person.objects.search(q)
        named = PairMember.objects.filter(pair=OuterRef("pair"), person__in=people)
        programs = programs.filter(Exists(named))
    if year.isdecimal():
        programs = programs.filter(year=int(year[:9]))
    if unit.isdecimal():
        inside = PairMember.objects.filter(pair=OuterRef("pair"), side=Side.MENTEE, person__unit=int(unit[:9]))
        programs = programs.filter(Exists(inside))
    return programs.filter(pair__kind=kind) if kind else programs


def _units(actor):
    if not actor.has("curator", "director", "council", "supervisor"):
        return ()
    everywhere = actor.has("curator", "director", "council")
    return tuple((str(row.pk), row.name) for row in reference.units() if everywhere or row.pk in actor.units)


def _progress(pks, on):
    """Progress of the programs of one page, in one query."""
    counted = (
        PlanEvent.objects.filter(program__in=pks)
        .in_plan()
        .order_by()
        .values("program")
        .annotate(
            total=Count("pk"),
            done=Count("pk", filter=Q(state="done")),
            late=Count("pk", filter=overdue(on)),
            unmarked=Count("pk", filter=Q(state__in=UNMARKED_EVENT_STATES)),
        )
    )
    return {row.pop("program"): Progress(**row) for row in counted}


def _row(actor, program, progress):
    reader = access.reader_of(actor, program)
    return ProgramRow(
        program=program,
        names=names_of(program),
        kind=office().label("kind", program.pair.kind),
        mentors=tuple(access.people_of(program, Side.MENTOR)),
        mentees=tuple(access.people_of(program, Side.MENTEE)),
        tag=state_tag(actor, program, reader, decides=program.mine, progress=progress),
        mine=program.mine,
        progress=progress,
        plan_note=plan_note(program, progress.total),
    )
