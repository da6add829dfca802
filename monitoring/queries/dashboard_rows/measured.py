"""Rows behind levels 2 and 3 and readiness: the very measures the figures count, each with where it comes from."""

from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from django.db.models import Prefetch
from django.urls import reverse

from mentoring.kit.text import fold, words_of
from mentoring.models import PairMember, Person
from monitoring.queries.dashboard import measured
from monitoring.queries.evaluation.level import plain
from programs.models import Program

from .row import Cell, RowColumn, RowList, day

MEMBERS = Prefetch("pair__members", PairMember.objects.select_related("person"))
SOURCES = {
    measured.BY_TESTS: "тесты системы",
    measured.BY_CARDS: "карты наблюдения",
    measured.BY_HAND: "внесено вручную",
    measured.BY_VERDICT: "вывод руководителя",
    measured.BY_REPORT: "итоговый отчёт наставника",
}
READINESS = {
    "ready": "готов работать самостоятельно",
    "ready_with_support": "готов, если сопровождение продолжится",
}
GROUP = "все вместе"
NOT_READY = "пока не готов или с условием"


@dataclass(frozen=True)
class Line:
    """A counted measure with its names; what a readiness has not is None."""

    pk: int
    program: int
    title: str
    who: str
    last: str
    day: date
    source: str
    name: str = ""
    before: Decimal | None = None
    after: Decimal | None = None
    grew: Decimal | None = None
    months: Decimal | None = None
    person: int | None = None


def _named(found):
    """Lines of measures with the names of programs and people, in three queries whatever their number."""
    programs = Program.objects.filter(pk__in={one.program for one in found}).select_related("pair")
    titles = {program.pk: program.pair.title for program in programs.prefetch_related(MEMBERS)}
    people = Person.objects.in_bulk({one.person for one in found if one.person})
    return [(one, _line(one, titles, people.get(one.person))) for one in found]


def _line(one, titles, person):
    return Line(
        pk=person.pk if person else -one.program,
        program=one.program,
        title=titles.get(one.program, "–"),
        who=person.full_name if person else GROUP,
        last=person.sort_key if person else "",
        day=one.day,
        source=SOURCES[one.source],
        person=one.person,
    )


def _search(found, words):
    return [line for line in found if all(word in fold(f"{line.title} {line.who}") for word in words_of(words))]


# Levels 2 and 3


def _results(code):
    def found(question):
        results = getattr(measured.read_measured(question), code)()
        return [
            replace(line, name=one.name, before=one.before, after=one.after, grew=one.after - one.before)
            for one, line in _named(results)
        ]

    return found


def _result_cells(line, question):
    return (
        Cell(line.who, reverse("person_detail", args=[line.person]) if line.person else ""),
        Cell(line.title, reverse("evaluation_detail", args=[line.program])),
        Cell(line.name),
        _value(line.before),
        _value(line.after),
        _value(line.grew),
        day(line.day),
        Cell(line.source),
    )


def _value(value):
    return Cell(plain(value), value=float(value))


def _level(code, title, empty):
    return RowList(
        code=code,
        title=title,
        noun="measure",
        empty=empty,
        columns=(
            RowColumn("У кого", "who", ("last",), width=34, primary=True),
            RowColumn("Программа", "title", ("title",), width=36),
            RowColumn("Что измеряли", "name", ("name",), width=36),
            RowColumn("До, %", "before", ("before",), "number", numeric=True),
            RowColumn("После, %", "after", ("after",), "number", numeric=True),
            RowColumn("Изменение, п. п.", "grew", ("grew",), "number", numeric=True),
            RowColumn("Когда", "day", ("day",), "date"),
            RowColumn("Откуда", "source", ("source", "last"), width=24),
        ),
        found=_results(code),
        cells=_result_cells,
        search=_search,
        search_label="Фамилия участника",
        order=("last", "day"),
    )


KNOWLEDGE = _level(
    "knowledge",
    "Измерения знаний: «до» и «после»",
    "В этом году оба теста ещё никто не прошёл, измерений с обоими числами не внесли. Тесты назначает куратор.",
)
BEHAVIOR = _level(
    "behavior",
    "Работа на занятиях: «до» и «после»",
    "Закрытых карт одной версии в начале и в конце в этом году ещё нет, измерений не внесли.",
)


# Readiness


def _ready(question):
    """A head reads only the reports sent to the own unit, so that the list is the office's."""
    if question.limited:
        return []
    found = measured.read_measured(question).ready()
    return [replace(line, name=_word(one), months=one.value) for one, line in _named(found)]


def _word(one):
    return READINESS.get(one.word, "пока не готов" if one.source == measured.BY_VERDICT else NOT_READY)


def _ready_cells(line, question):
    return (
        Cell(line.who, reverse("person_detail", args=[line.person])),
        Cell(line.title),
        Cell(line.name),
        Cell("–") if line.months is None else Cell(plain(round(line.months, 1)), value=float(line.months)),
        day(line.day),
        Cell(line.source),
    )


READY = RowList(
    code="ready",
    title="Кто готов работать самостоятельно",
    noun="mentee",
    empty="Выводов руководителей и принятых итоговых отчётов в этом году ещё нет.",
    columns=(
        RowColumn("Наставляемый", "name", ("last",), width=36, primary=True),
        RowColumn("Программа", width=36),
        RowColumn("Вывод", "word", ("name", "last"), width=34),
        RowColumn("Месяцев от приёма", "months", ("months", "last"), "number", numeric=True),
        RowColumn("Когда", "day", ("day",), "date"),
        RowColumn("Откуда", "source", ("source", "last"), width=24),
    ),
    found=_ready,
    cells=_ready_cells,
    search=_search,
    search_label="Фамилия участника",
    order=("last",),
)
