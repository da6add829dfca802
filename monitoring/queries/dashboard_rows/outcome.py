"""Rows behind the figures of what came of it: programs in time, who was hired."""

from datetime import timedelta

from django.db.models import Min, Prefetch, Q
from django.urls import reverse

from mentoring.models import PairMember, Person
from mentoring.office import office
from monitoring.queries.dashboard import outcome, sets
from monitoring.queries.dashboard.count import HIRED_YEARS

from .row import Cell, RowColumn, RowList, day

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


# Who stayed


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
