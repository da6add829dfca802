"""Recognition: the list with counts, one proposal, what the system knows of a person's year (R55)."""

from dataclasses import dataclass

from django.db.models import F
from django.urls import reverse

from mentoring.choices import Side
from mentoring.choices.achievement import AchievementState
from mentoring.kit import dates
from mentoring.kit.states import StateTag
from mentoring.kit.text import Folded, count_of, group_digits, words_of
from mentoring.kit.ui import CheckRow, Column, Figure
from mentoring.models import Achievement, Person
from mentoring.models.pair import PairMember
from mentoring.queries import filters
from mentoring.queries.filters import Choice
from mentoring.queries.page import chosen, page_of
from mentoring.queries.story import story_of
from monitoring.access import recognition as rights
from monitoring.choices.year import HANDED, SIDES, RecognitionKind, RecognitionState
from monitoring.models import RecognitionProposal
from monitoring.queries.together import count_together
from monitoring.words import fraction
from monitoring.workflows_year import RECOGNITION
from programs.choices import EventState, ProgramState
from programs.choices.report import BY_MENTOR, ReportState
from programs.models import Meeting, PlanEvent, Program, ProgressReport
from programs.queries.certificate import HELD

S = RecognitionState
K = RecognitionKind
TONES = {S.PROPOSED: "go", S.APPROVED: "go", S.DECLINED: "stop", S.WITHDRAWN: "calm", S.AWARDED: "ok"}
SORTS = {
    "person": ("person__sort_key", "pk"),
    "-person": ("-person__sort_key", "pk"),
    "kind": ("kind", "pk"),
    "-kind": ("-kind", "pk"),
    "day": ("created_at", "pk"),
    "-day": ("-created_at", "pk"),
    "state": ("state", "pk"),
    "-state": ("-state", "pk"),
}
COLUMNS = (
    Column("Кого", primary=True, sort_key="person"),
    Column("Вид", sort_key="kind"),
    Column("За что"),
    Column("Предложено", sort_key="day"),
    Column("Состояние", sort_key="state"),
)


def recognition_tag(actor, row):
    """`row` comes with its order."""
    if row.state == S.AWARDED:
        if row.order.state == "canceled":
            return StateTag("stop", "Приказ отменён", "Решение директора осталось: можно включить в другой приказ.")
        return StateTag("ok", S.AWARDED.label, f"Приказ № {row.order.number} от {dates.words(row.order.date)}.")
    mine = row.state == S.PROPOSED and bool(rights.may_decide_recognition(actor, row))
    said = {
        S.PROPOSED: f"Директор решит {dates.by(row.due)}." if row.due else "",
        S.APPROVED: "В проекте приказа." if row.order_id else "Ждёт приказа.",
        S.DECLINED: f"{row.reason.rstrip('.')}." if row.reason else "",
        S.WITHDRAWN: "",
    }
    return StateTag("act" if mine else TONES[row.state], row.get_state_display(), said[row.state], mine)


# The list


@dataclass(frozen=True)
class RecognitionRow:
    row: RecognitionProposal
    side: str
    tag: StateTag


@dataclass(frozen=True)
class RecognitionList:
    """`figures` count by state whatever the filter; `reports` are proposals of mentors' reports not taken over yet."""

    page: object
    rows: tuple[RecognitionRow, ...]
    filters: dict
    sort: str
    figures: tuple[Figure, ...]
    reports: tuple
    may_propose: bool
    may_order: bool
    ready: int
    sees_amounts: bool

    columns = COLUMNS
    kinds = tuple(Choice(pk=code, name=name) for code, name in K.choices)
    states = tuple(Choice(pk=code, name=name) for code, name in S.choices)
    sides = tuple(Choice(pk=code, name=name.capitalize()) for code, name in SIDES.items())

    @property
    def years(self):
        return filters.years()

    @property
    def filtered(self):
        return any(self.filters.values())


def found_recognitions(actor, params):
    """(queryset in order, what was asked, sort) for the page and the workbook alike."""
    asked = {
        "q": params.get("q", "").strip()[:200],
        "kind": chosen(params.get("kind"), K.values),
        "state": chosen(params.get("state"), S.values),
        "side": chosen(params.get("side"), [str(side) for side in SIDES]),
        "year": chosen(params.get("year"), [str(year.pk) for year in filters.years()]),
    }
    found = rights.proposals_for(actor).annotate(folded=Folded(F("ground")))
    for word in words_of(asked["q"]):
        found = found.filter(person__search_key__contains=word) | found.filter(folded__contains=word)
    found = found.filter(**{name: asked[name] for name in ("kind", "state", "side", "year") if asked[name]})
    sort = chosen(params.get("sort"), SORTS)
    rows = found.select_related("person", "order", "author", "year", "decided_by")
    return rows.order_by(*SORTS.get(sort, ("-created_at", "-pk"))), asked, sort


def recognition_list(actor, params):
    """One page of the list; six queries at most."""
    found, asked, sort = found_recognitions(actor, params)
    page = page_of(found, params.get("page"))
    rows = tuple(RecognitionRow(row, SIDES[row.side], recognition_tag(actor, row)) for row in page.object_list)
    seen = rights.proposals_for(actor)
    counts = count_together({state.value: seen.filter(state=state) for state in S})
    return RecognitionList(
        page=page,
        rows=rows,
        filters=asked,
        sort=sort,
        figures=tuple(_figure(state, counts[state.value], asked["state"]) for state in S if counts[state.value]),
        reports=report_lines(actor),
        may_propose=bool(rights.may_propose_recognition(actor)),
        may_order=bool(rights.may_order_recognition(actor)),
        ready=counts[S.APPROVED.value],
        sees_amounts=bool(rights.may_see_amounts(actor)),
    )


def _figure(state, n, current):
    url = f"{reverse('recognition_list')}?state={state.value}"
    return Figure(group_digits(n), state.label, url, current=current == state.value)


@dataclass(frozen=True)
class ReportLine:
    report: ProgressReport
    who: str
    words: str


MOST_REPORTS = 10


def report_lines(actor):
    """What mentors propose in accepted reports: newest first, ten at most."""
    rows = rights.reports_with_reward(actor).select_related("author").order_by("-accepted_at", "-pk")[:MOST_REPORTS]
    return tuple(ReportLine(row, row.author.short_name, row.proposals["reward"]) for row in rows)


# One proposal


@dataclass(frozen=True)
class RecognitionPage:
    row: RecognitionProposal
    tag: StateTag
    facts: tuple[CheckRow, ...]
    known: tuple[str, ...]
    decide: object
    steps: dict
    letter: bool
    story: tuple
    reads_order: bool  # an order is opened by the office and by whom it names

    @property
    def heading(self):
        return f"{self.row.get_kind_display()}: {self.row.person.short_name}"


def recognition_page(actor, row):
    """One proposal with its order, year and people. Facts are for who decides and proposes, not for everybody named."""
    inside = actor.is_office or actor.is_person(row.author) or (row.person.unit_id in actor.units)
    amount = row.amount if rights.may_see_amounts(actor) else None
    facts = [
        CheckRow("Как", SIDES[row.side]),
        CheckRow("Учебный год", str(row.year)),
        *([CheckRow("Сумма", f"{money(amount)}")] if amount else []),
        *([CheckRow("Предложил(а)", row.author.short_name)] if row.author and inside else []),
        *(
            [CheckRow("Решил(а)", f"{row.decided_by.short_name}, {dates.words(row.decided_at)}")]
            if row.decided_by and inside
            else []
        ),
        *([CheckRow("О решении", row.reason)] if row.reason and inside else []),
    ]
    return RecognitionPage(
        row=row,
        tag=recognition_tag(actor, row),
        facts=tuple(facts),
        known=tuple(row.facts) if inside else (),
        decide=RECOGNITION.verdict("approve", actor, row),
        steps={t.name: verdict for t, verdict in RECOGNITION.open_to(actor, row)},
        letter=has_letter(row),
        story=tuple(story_of(row, actor=actor)) if actor.is_office else (),
        reads_order=actor.is_office or actor.is_person(row.person),
    )


def money(amount):
    """«5 000 ₽»; kopecks only where there are some."""
    whole, part = f"{amount:.2f}".split(".")
    kopecks = f",{part}" if part != "00" else ""
    return f"{group_digits(int(whole))}{kopecks}\u00a0₽"


def has_letter(row):
    return row.state == S.AWARDED and row.kind in HANDED and row.order.state != "canceled"


def recognitions_of(person, actor):
    """What was announced of a person, newest first, on the own card; the office has its list. One query."""
    if not actor.is_person(person):
        return ()
    rows = RecognitionProposal.objects.filter(rights.announced(), person=person).select_related("order")
    return tuple(rows.order_by("-order__date", "-pk"))


# What the system knows


def people_to_recognize(people, year):
    """Of `people`: mentors and mentees of pairs that got an order in the year or the one before."""
    places = PairMember.objects.filter(
        pair__order__isnull=False, pair__year__starts__gte=dates.add_years(year.starts, -1)
    )
    return people.filter(pk__in=places.values("person"))


def facts_of(person: Person, side, year):
    """Lines of a person's work in the year, part and whole told; one query. Nothing of what others said of him."""
    programs = Program.objects.filter(
        pair__members__person=person, pair__members__side=side, year_id=year.pk, approved_on__isnull=False
    ).exclude(state=ProgramState.CANCELED)
    ended = programs.filter(state__in=(ProgramState.COMPLETED, ProgramState.ENDED_EARLY))
    events = PlanEvent.objects.filter(program__in=programs.values("pk"), due__lte=dates.today())
    reports = ProgressReport.objects.filter(program__in=programs.values("pk"), author=person, kind__in=BY_MENTOR)
    sets = {
        "programs": programs,
        "ended": ended,
        "completed": ended.filter(state=ProgramState.COMPLETED),
        "due": events,
        "done": events.filter(state=EventState.DONE),
        "meetings": Meeting.objects.filter(program__in=programs.values("pk"), attended=person, state__in=HELD),
        "own": _achievements(year).filter(person=person),
        "reports": reports.exclude(state=ReportState.WAIVED),
        "accepted": reports.filter(state=ReportState.ACCEPTED),
    }
    if side == Side.MENTOR:
        led = PairMember.objects.filter(pair__programs__in=programs.values("pk"), side=Side.MENTEE)
        sets["mentees"] = Person.objects.filter(pk__in=led.values("person"))
        sets["theirs"] = _achievements(year).filter(person__in=led.values("person"))
    return tuple(_lines(side, count_together(sets)))


def _achievements(year):
    return Achievement.objects.filter(state=AchievementState.CONFIRMED, day__gte=year.starts, day__lte=year.ends)


def _lines(side, n):
    if not n["programs"]:
        yield "Утверждённых программ в этом году нет."
        return
    if side == Side.MENTOR:
        yield f"Вёл(а) программ: {n['programs']}, наставляемых: {n['mentees']}."
    else:
        yield f"Участвовал(а) в программах: {n['programs']}."
    if n["ended"]:
        yield f"Выполнены до конца: {fraction(n['completed'], n['ended'])} завершённых программ."
    if n["due"]:
        yield f"Выполнены мероприятия планов, чей срок наступил: {fraction(n['done'], n['due'])}."
    if n["meetings"]:
        yield f"Состоялось встреч: {n['meetings']}."
    if n["reports"]:
        yield f"Приняты отчёты: {fraction(n['accepted'], n['reports'])}."
    if n["own"]:
        yield f"Собственных подтверждённых достижений за год: {n['own']}."
    if n.get("theirs"):
        yield f"Достижений наставляемых за год: {count_of(n['theirs'], 'achievement')}."
