"""The list of programs for each role: tabs by state with counts, whose turn first, search and filters."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.db.models import BooleanField, Case, Count, Exists, F, OuterRef, Q, Value, When

from mentoring.choices import Role, Side
from mentoring.kit.dates import today
from mentoring.kit.states import StateTag
from mentoring.kit.ui import Figure
from mentoring.models import Pair, PairMember, Person, RoleAssignment
from mentoring.office import office
from programs import access
from programs.choices import ProgramState
from programs.models import MemberResult, PlanEvent, Program

from . import reference
from .head import names_of, state_tag
from .people import with_people
from .running import Progress

S = ProgramState
PER_PAGE = 25
UNOPENED = 5
TABS = (
    ("all", "Все", ()),
    ("drawn", "Составляются", (S.DRAFT, S.RETURNED)),
    ("review", "На проверке", (S.SUBMITTED, S.AWAITING_DIRECTOR)),
    ("reading", "Ждут ознакомления", (S.AWAITING_ACQUAINTANCE,)),
    ("active", "Действуют", (S.ACTIVE, S.FINISHING)),
    ("closed", "Завершены", (S.COMPLETED, S.ENDED_EARLY, S.CANCELED)),
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
    progress: Progress | None


@dataclass(frozen=True)
class ProgramListPage:
    rows: tuple[ProgramRow, ...]
    page: object
    tabs: tuple[Tab, ...]
    mine: int
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


def program_list(actor, on, *, tab="all", q="", year="", unit="", kind="", page=1):
    """Programs the actor sees, the reader's turn first. The number of queries does not depend on the number of rows."""
    programs = _filtered(access.programs_for(actor), q=q, year=year, unit=unit, kind=kind)
    tab = tab if tab in {code for code, _, _ in TABS} else "all"
    counts = dict(programs.order_by().values_list("state").annotate(n=Count("pk")))
    tabs = tuple(
        Tab(code, name, sum(counts.get(s, 0) for s in states) if states else sum(counts.values()), code == tab)
        for code, name, states in TABS
    )
    states = next((states for code, _, states in TABS if code == tab), ())
    chosen = programs.filter(state__in=states) if states else programs
    chosen = with_turn(with_people(chosen).select_related("year"), actor).order_by(
        "-mine", F("due").asc(nulls_last=True), "-pk"
    )
    paginator = Paginator(chosen, PER_PAGE)
    paginator.__dict__["count"] = next(t.count for t in tabs if t.current)  # counted with the tabs already
    listed = paginator.get_page(page)
    progress = _progress([row.pk for row in listed], on)
    rows = tuple(_row(actor, program, progress.get(program.pk)) for program in listed)
    return ProgramListPage(
        rows=rows,
        page=listed,
        tabs=tabs,
        mine=sum(row.mine for row in rows),
        filters={"tab": tab, "q": q, "year": year, "unit": unit, "kind": kind},
        years=tuple((str(row.pk), row.name) for row in reference.years()),
        units=_units(actor),
        kinds=tuple(office().choices("kind")),
        unopened=tuple(unopened_pairs(actor).with_members()[:UNOPENED])
        if actor.role == "mentor" and page in (1, "1")
        else (),
    )


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


def with_turn(programs, actor):
    """Programs annotated with `mine`: the next step is the actor's."""
    return programs.annotate(
        mine=Case(When(turn_of(actor), then=Value(True)), default=Value(False), output_field=BooleanField())
    )


def turn_of(actor):
    """The condition «ваш ход» as a query, for lists and counts alike."""
    if not actor.person:
        return Q(pk__in=[])
    me = {"pair": OuterRef("pair"), "person": actor.person, "until": None}
    mentor = Exists(PairMember.objects.filter(side=Side.MENTOR, **me))
    unread = Exists(MemberResult.objects.filter(program=OuterRef("pk"), member=actor.person, acquainted_at=None))
    mentee = Exists(PairMember.objects.filter(side=Side.MENTEE, **me))
    turn = Q(mentor, state__in=(S.DRAFT, S.RETURNED)) | (Q(state=S.AWAITING_ACQUAINTANCE) & Q(unread) & Q(mentee))
    member = Exists(PairMember.objects.filter(**me))
    if actor.has("curator"):
        turn |= Q(state=S.SUBMITTED) & ~Q(member)
    if actor.has("director"):
        turn |= Q(state=S.SUBMITTED) & ~Q(_free_curator()) & ~Q(member)
    approves = "council" if access.approver() == "council" else "director"
    if access.approver() != "curator" and actor.has(approves):
        turn |= Q(state=S.AWAITING_DIRECTOR) & ~Q(member)
    return turn


def _free_curator():
    """Whether a curator of today takes no part in the pair."""
    on = today()
    inside = PairMember.objects.filter(pair=OuterRef(OuterRef("pair")), person=OuterRef("person"), until=None)
    held = RoleAssignment.objects.filter(Q(until=None) | Q(until__gte=on), role=Role.CURATOR, since__lte=on)
    return Exists(held.filter(~Exists(inside)))


def unopened_pairs(actor):
    """Live pairs where the actor is a mentor and nobody has opened the program yet."""
    if not actor.person:
        return Pair.objects.none()
    mine = PairMember.objects.filter(pair=OuterRef("pk"), person=actor.person, side=Side.MENTOR, until=None)
    opened = Program.objects.open().filter(pair=OuterRef("pk"))
    return Pair.objects.live().filter(Exists(mine), ~Exists(opened))


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
            late=Count("pk", filter=Q(state__in=("planned", "moved"), due__lt=on)),
        )
    )
    return {row["program"]: Progress(row["done"], row["total"], row["late"]) for row in counted}


def _row(actor, program, progress):
    running = program.state in (S.ACTIVE, S.FINISHING, S.COMPLETED, S.ENDED_EARLY)
    reader = access.reader_of(actor, program)
    x, y = (progress.done, progress.total) if progress else (0, 0)
    return ProgramRow(
        program=program,
        names=names_of(program),
        kind=office().label("kind", program.pair.kind),
        mentors=tuple(access.people_of(program, Side.MENTOR)),
        mentees=tuple(access.people_of(program, Side.MENTEE)),
        tag=state_tag(actor, program, reader, decides=program.mine, x=x, y=y),
        mine=program.mine,
        progress=progress if running and progress else None,
    )
