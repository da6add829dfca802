"""Rows of work: programs of the year and events of their plans."""

from django.db.models import F, Prefetch, Q
from django.urls import reverse

from mentoring.choices import Side
from mentoring.kit.text import Folded, words_of
from mentoring.models import PairMember, Person
from mentoring.office import office
from monitoring.queries.dashboard import sets

from .row import Cell, RowColumn, RowList, day

MEMBERS = Prefetch("pair__members", PairMember.objects.select_related("person__unit"))
PROGRAM_MEMBERS = Prefetch("program__pair__members", PairMember.objects.select_related("person__unit"))


def _of_members(words, path):
    members = PairMember.objects.filter(person__in=Person.objects.search(words))
    return Q(**{f"{path}__in": members.values("pair_id")})


def _find_programs(found, words):
    return found.filter(_of_members(words, "pair"))


def _load_programs(found, question):
    return found.select_related("pair").prefetch_related(MEMBERS)


def _program_cells(program, question):
    units = {m.person.unit.name for m in program.pair.members.all() if m.side == Side.MENTEE and m.person.unit}
    return (
        Cell(program.pair.title, reverse("program_detail", args=[program.pk])),
        Cell(", ".join(sorted(units)) or "–"),
        Cell(program.get_state_display()),
        day(program.since),
        day(program.until),
    )


PROGRAMS = RowList(
    code="programs",
    title="Программы учебного года",
    noun="program",
    empty="Программ за этот год ещё нет. Они появятся, когда приказ закрепит первые пары.",
    columns=(
        RowColumn("Программа", width=40, primary=True),
        RowColumn("Подразделение наставляемых", width=34),
        RowColumn("Состояние", "state", ("state", "until"), width=22),
        RowColumn("Начало", "since", ("since",), "date"),
        RowColumn("Конец", "until", ("until",), "date"),
    ),
    found=sets.programs,
    cells=_program_cells,
    search=_find_programs,
    search_label="Фамилия участника",
    load=_load_programs,
    order=("-since",),
)


def _find_events(found, words):
    named = found.alias(folded=Folded(F("measure")))
    text = Q()
    for word in words_of(words):
        text &= Q(folded__contains=word)
    return named.filter(text | _of_members(words, "program__pair"))


def _load_events(found, question):
    return found.select_related("program__pair").prefetch_related(PROGRAM_MEMBERS)


def _event_cells(event, question):
    return (
        Cell(event.measure, reverse("program_detail", args=[event.program_id])),
        Cell(event.program.pair.title),
        day(event.due),
        Cell(event.get_state_display()),
        day(event.done_on),
    )


EVENT_COLUMNS = (
    RowColumn("Мероприятие", "name", ("measure",), width=50, primary=True),
    RowColumn("Пара или группа", width=32),
    RowColumn("Срок", "due", ("due",), "date"),
    RowColumn("Отметка", "state", ("state", "due"), width=20),
    RowColumn("Сделано", "done", ("done_on",), "date"),
)


def _events(code, title, empty, found):
    return RowList(
        code=code,
        title=title,
        noun="event",
        empty=empty,
        columns=EVENT_COLUMNS,
        found=found,
        cells=_event_cells,
        search=_find_events,
        search_label="Мероприятие или фамилия участника",
        load=_load_events,
        order=("due",),
    )


PLAN = _events(
    "plan",
    "Мероприятия, чей срок наступил",
    "Сроков мероприятий ещё не наступило.",
    lambda question: sets.events(question).filter(sets.due(question.window)),
)
OVERDUE = _events(
    "overdue",
    "Просроченные мероприятия",
    "Просроченных мероприятий нет: у каждого с прошедшим сроком стоит отметка.",
    lambda question: sets.events(question).filter(sets.overdue(question.window)),
)
COMING = _events(
    "coming",
    "Ближайшие мероприятия",
    "На ближайшие дни мероприятий не запланировано.",
    lambda question: sets.events(question).filter(
        sets.coming(question.window, office().setting("dashboard_ahead_days"))
    ),
)
