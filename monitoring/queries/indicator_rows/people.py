"""People behind figures: teachers, the young, those who left, mentors and their courses."""

from django.db.models import Count, Q

from mentoring.choices import Side
from mentoring.models import Person
from monitoring.queries.dashboard import sets as shared
from monitoring.queries.dashboard_rows.row import Cell, RowColumn, RowList, day
from monitoring.queries.indicator import rows, sets
from monitoring.queries.indicator_rows.kit import IN, flag, person_cell, yes


def _people_search(found, words):
    return found.filter(pk__in=Person.objects.search(words).values("pk"))


def _people(code, title, whole, part, more=()):
    """Of Person: `whole(question)` are the denominator, `part(question)` of them the numerator."""

    def cells(person, question):
        unit = Cell(person.unit.name if person.unit else "–")
        return (person_cell(person), unit, *(day(getattr(person, name)) for _, name in more), yes(person))

    return RowList(
        code=code,
        title=title,
        noun="teacher",
        empty="Таких педагогов на эту дату нет.",
        columns=(
            RowColumn("Педагог", "name", ("sort_key",), width=36, primary=True),
            RowColumn("Подразделение", "unit", ("unit__name", "sort_key"), width=30),
            *(RowColumn(label, name, (name, "sort_key"), "date") for label, name in more),
            IN,
        ),
        found=lambda question: Person.objects.filter(whole(question)).annotate(counts=flag(part(question))),
        cells=cells,
        search=_people_search,
        load=lambda found, question: found.select_related("unit"),
        order=("sort_key",),
    )


def _teachers(question):
    return shared.teacher_in(question.window)


def _young(question):
    return shared.teacher_in(question.window) & sets.young(question.on)


def _hired(question):
    return Q(pk__in=[career.person for career in rows.careers(question.on, rows.HIRE_YEARS)])


def _stays(question):
    return Q(left_on__isnull=True) | Q(left_on__gt=question.on)


def _gone(question):
    own = Q(is_teacher=True, employment__in=shared.STAFF)
    return own & Q(left_on__gt=question.window.starts, left_on__lte=question.on)


def _mentors(question):
    return shared.mentors(question).annotate(counts=flag(sets.trained(question.on)))


MENTORS = RowList(
    code="mentors_trained",
    title="Наставники банка и их обучение",
    noun="mentor",
    empty="В банке наставников пока никого нет.",
    columns=(
        RowColumn("Наставник", "name", ("person__sort_key",), width=36, primary=True),
        RowColumn("Курсов подтверждено", "courses", ("learnt", "person__sort_key"), "int", numeric=True),
        IN,
    ),
    found=lambda question: _mentors(question).annotate(
        learnt=Count("courses", filter=Q(courses__confirmed_on__isnull=False))
    ),
    cells=lambda mentor, question: (
        person_cell(mentor.person),
        Cell(str(mentor.learnt), value=mentor.learnt),
        yes(mentor),
    ),
    search=lambda found, words: found.filter(person__in=Person.objects.search(words)),
    load=lambda found, question: found.select_related("person"),
    order=("person__sort_key",),
)
HIRED = (("Принят(а)", "hired_on"), ("Ушёл (ушла)", "left_on"))
PEOPLE = {
    "involved_share": _people(
        "involved_share", "Педагоги: кто вовлечён", _teachers, lambda asked: shared.taking_part_in(asked.window)
    ),
    "mentor_share": _people(
        "mentor_share", "Педагоги: кто наставник", _teachers, lambda asked: sets.side_in(asked.window, Side.MENTOR)
    ),
    "young_covered": _people(
        "young_covered", "Молодые педагоги", _young, lambda asked: sets.side_in(asked.window, Side.MENTEE)
    ),
    "retention_3y": _people("retention_3y", "Молодые, принятые за три года: кто работает", _hired, _stays, HIRED),
    "turnover": _people("turnover", "Кто ушёл в этом году", _gone, lambda asked: sets.left_in(asked.window), HIRED),
    "turnover_young": _people(
        "turnover_young",
        "Кто из молодых ушёл в этом году",
        lambda asked: _gone(asked) & sets.young(asked.window.starts),
        lambda asked: sets.left_in(asked.window),
        HIRED,
    ),
    "mentors_trained": MENTORS,
}
