"""Rows behind the figures of what came of it: programs in time, measures, conclusions, who was hired."""

from datetime import timedelta

from django.db.models import F, Min, Prefetch, Q
from django.urls import reverse

from mentoring.choices import Side
from mentoring.models import PairMember, Person
from mentoring.office import office
from monitoring.choices import Level
from monitoring.queries.dashboard import outcome, sets
from monitoring.queries.dashboard.count import HIRED_YEARS
from monitoring.queries.evaluation.level import plain

from .row import Cell, RowColumn, RowList, day, number

MEMBERS = Prefetch("members", PairMember.objects.select_related("person"))
EVALUATED = Prefetch("evaluation__program__pair__members", PairMember.objects.select_related("person"))


def _named(words, path):
    members = PairMember.objects.filter(person__in=Person.objects.search(words))
    return Q(**{f"{path}__in": members.values("pair_id")})


# Programs in time


def _promised(question):
    found = outcome.promised(question).filter(outcome.wanted_in(question.window))
    return found.annotate(approved=Min("programs__approved_on"))


def _late_words(pair):
    if pair.approved is None:
        return Cell("ещё не утверждена")
    late = pair.approved - pair.wanted_by
    return Cell("в срок") if late <= timedelta() else Cell(f"позже на {late.days} дн.")


IN_TIME = RowList(
    code="in_time",
    title="Пары, чей срок программы наступил",
    noun="pair",
    empty="Сроков программ в этом году ещё не было.",
    columns=(
        RowColumn("Пара или группа", width=40, primary=True),
        RowColumn("Программа нужна к", "wanted", ("wanted_by",), "date"),
        RowColumn("Утверждена", "approved", ("approved",), "date"),
        RowColumn("В срок ли", width=24),
    ),
    found=_promised,
    cells=lambda pair, question: (
        Cell(pair.title, reverse("pair_detail", args=[pair.pk])),
        day(pair.wanted_by),
        day(pair.approved),
        _late_words(pair),
    ),
    search=lambda found, words: found.filter(_named(words, "pk")),
    search_label="Фамилия участника",
    load=lambda found, question: found.prefetch_related(MEMBERS),
    order=("wanted_by",),
)


# Levels 2 and 3


def _measures(level):
    def found(question):
        rows = outcome.measures(question).filter(outcome.measured_in(question.window), level=level)
        return rows.annotate(grew=F("after") - F("before"))

    return found


def _load_measures(found, question):
    return found.select_related("member", "evaluation__program__pair").prefetch_related(EVALUATED)


def _measure_cells(entry, question):
    program = entry.evaluation.program
    return (
        Cell(program.pair.title, reverse("evaluation_detail", args=[program.pk])),
        Cell(entry.member.short_name if entry.member else "все вместе"),
        Cell(entry.name),
        _value(entry.before),
        _value(entry.after),
        _value(entry.grew),
        day(entry.day),
    )


def _value(value):
    return Cell(plain(value), value=float(value))


def _level(code, level, title, empty):
    return RowList(
        code=code,
        title=title,
        noun="measure",
        empty=empty,
        columns=(
            RowColumn("Программа", width=36, primary=True),
            RowColumn("У кого", width=24),
            RowColumn("Что измеряли", "name", ("name",), width=36),
            RowColumn("До, %", "before", ("before",), "number", numeric=True),
            RowColumn("После, %", "after", ("after",), "number", numeric=True),
            RowColumn("Изменение, п. п.", "grew", ("grew",), "number", numeric=True),
            RowColumn("Когда", "day", ("day",), "date"),
        ),
        found=_measures(level),
        cells=_measure_cells,
        search=lambda found, words: found.filter(_named(words, "evaluation__program__pair")),
        search_label="Фамилия участника",
        load=_load_measures,
        order=("-day",),
    )


KNOWLEDGE = _level(
    "knowledge",
    Level.KNOWLEDGE,
    "Измерения знаний: «до» и «после»",
    "Тестов с обоими числами в этом году ещё нет. Их вносят на странице «Оценка программ».",
)
BEHAVIOR = _level(
    "behavior",
    Level.BEHAVIOR,
    "Наблюдения на занятиях: «до» и «после»",
    "Карт наблюдения «до» и «после» в этом году ещё нет. Их вносят на странице «Оценка программ».",
)


# Readiness and who stayed


def _concluded(question):
    """A head reads only the reports sent to the own unit, so that the list is the office's."""
    if question.limited:
        return outcome.ProgressReport.objects.none()
    named = {"last": F("mentee__person__sort_key"), "who": F("mentee__person_id")}
    return outcome.concluded(question).filter(outcome.concluded_in(question.window)).annotate(**named)


def _load_concluded(found, question):
    people = PairMember.objects.filter(side=Side.MENTEE).select_related("person")
    return found.select_related("program__pair").prefetch_related(Prefetch("program__pair__members", people))


def _concluded_cells(report, question):
    person = next(m.person for m in report.program.pair.members.all() if m.person_id == report.who)
    ready = report.said_so == outcome.READY
    return (
        Cell(person.full_name, reverse("person_detail", args=[person.pk])),
        Cell("готов работать самостоятельно" if ready else "пока не готов или с условием"),
        Cell("–") if report.months is None or not ready else number(int(report.months)),
        day(report.day),
    )


READY = RowList(
    code="ready",
    title="Выводы принятых итоговых отчётов",
    noun="mentee",
    empty="Принятых итоговых отчётов в этом году ещё нет.",
    columns=(
        RowColumn("Наставляемый", "name", ("last",), width=36, primary=True),
        RowColumn("Вывод наставника", width=34),
        RowColumn("Месяцев от приёма", "months", ("months", "last"), "int", numeric=True),
        RowColumn("Отчёт принят", "day", ("day",), "date"),
    ),
    found=_concluded,
    cells=_concluded_cells,
    search=lambda found, words: found.filter(who__in=Person.objects.search(words).values("pk")),
    load=_load_concluded,
    order=("last",),
)


def _hired(question):
    if question.narrow:
        return Person.objects.none()
    hired = sets.hired_in(question.window, HIRED_YEARS, office().setting("young_years"))
    return sets.people(question).filter(hired)


def _hired_cells(person, question):
    left = person.left_on if person.left_on and person.left_on <= question.on else None
    return (
        Cell(person.full_name, reverse("person_detail", args=[person.pk])),
        Cell(person.unit.name if person.unit else "–"),
        day(person.hired_on),
        day(left),
        Cell("работает" if left is None else "уже не работает"),
    )


RETENTION = RowList(
    code="retention",
    title="Молодые педагоги, принятые за три года",
    noun="teacher",
    empty="За три года молодых педагогов не приняли. Дата приёма берётся из списка сотрудников.",
    columns=(
        RowColumn("Педагог", "name", ("sort_key",), width=36, primary=True),
        RowColumn("Подразделение", "unit", ("unit__name", "sort_key"), width=30),
        RowColumn("Принят", "hired", ("hired_on",), "date"),
        RowColumn("Ушёл", "left", ("left_on", "sort_key"), "date"),
        RowColumn("На дату", width=20),
    ),
    found=_hired,
    cells=_hired_cells,
    search=lambda found, words: found.filter(pk__in=Person.objects.search(words).values("pk")),
    load=lambda found, question: found.select_related("unit"),
    order=("sort_key",),
)
