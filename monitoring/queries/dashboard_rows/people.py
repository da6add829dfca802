"""Rows of people: teachers who take part, mentors with their places, open requests."""

from django.db.models import OuterRef, Prefetch, Subquery
from django.db.models.functions import Coalesce
from django.urls import reverse

from mentoring.choices import Side
from mentoring.kit.text import listing
from mentoring.kit.ui import Link
from mentoring.models import PairMember, Person
from mentoring.queries.request import request_word
from monitoring.queries.dashboard import sets

from .row import Cell, RowColumn, RowList, day, number

SIDES = {Side.MENTOR: "наставник", Side.MENTEE: "наставляемый"}
MEMBERS = Prefetch("pair__members", PairMember.objects.select_related("person__unit"))


def _link(name, *args):
    return reverse(name, args=args)


def _unit(person):
    return Cell(person.unit.name if person.unit else "–")


# People who take part


def _find_people(found, words):
    return found.filter(pk__in=Person.objects.search(words).values("pk"))


def _load_people(found, question):
    taking = (
        sets.memberships_in(question.window, question)
        .select_related("pair")
        .prefetch_related(MEMBERS)
        .order_by("side", "pk")
    )
    return found.select_related("unit").prefetch_related(Prefetch("memberships", taking, to_attr="taking"))


def _person_cells(person, question):
    pairs = {member.pair.pk: member.pair for member in person.taking}
    return (
        Cell(person.full_name, _link("person_detail", person.pk)),
        _unit(person),
        Cell(listing(dict.fromkeys(SIDES[member.side] for member in person.taking))),
        Cell(links=tuple(Link(pair.title, _pair_url(pair, question)) for pair in pairs.values())),
    )


def _pair_url(pair, question):
    """A head opens the pairs that have a mentee of his unit; others are named without a link."""
    mentees = (m.person.unit_id for m in pair.members.all() if m.side == Side.MENTEE)
    closed = question.limited and not any(unit in question.unit_ids for unit in mentees)
    return "" if closed else _link("pair_detail", pair.pk)


INVOLVED = RowList(
    code="involved",
    title="Педагоги в действующих парах и группах",
    noun="teacher",
    empty="Педагогов в действующих парах на эту дату нет. Здесь появятся те, чья пара закреплена приказом и началась.",
    columns=(
        RowColumn("Педагог", "name", ("sort_key",), width=36, primary=True),
        RowColumn("Подразделение", "unit", ("unit__name", "sort_key"), width=30),
        RowColumn("Роль", width=26),
        RowColumn("Пары и группы", width=40),
    ),
    found=sets.involved,
    cells=_person_cells,
    search=_find_people,
    load=_load_people,
    order=("sort_key",),
)


# Mentors and requests


def _mentors(question):
    taken = sets.led(question).filter(person_id=OuterRef("pk")).values("n")
    return sets.mentors(question).annotate(taken=Coalesce(Subquery(taken), 0))


def _find_mentors(found, words):
    return found.filter(person__in=Person.objects.search(words))


def _mentor_cells(mentor, question):
    return (
        Cell(mentor.person.full_name, _link("person_detail", mentor.pk)),
        _unit(mentor.person),
        number(mentor.taken),
        number(mentor.capacity),
        number(mentor.capacity - mentor.taken),
    )


MENTORS = RowList(
    code="mentors",
    title="Наставники и их места",
    noun="mentor",
    empty="В банке наставников пока никого нет. Добавьте первого на странице «Люди».",
    columns=(
        RowColumn("Наставник", "name", ("person__sort_key",), width=36, primary=True),
        RowColumn("Подразделение", "unit", ("person__unit__name", "person__sort_key"), width=30),
        RowColumn("Занято мест", "taken", ("taken", "person__sort_key"), "int", numeric=True),
        RowColumn("Всего мест", "capacity", ("capacity", "person__sort_key"), "int", numeric=True),
        RowColumn("Свободно", kind="int", numeric=True),
    ),
    found=_mentors,
    cells=_mentor_cells,
    search=_find_mentors,
    load=lambda found, question: found.select_related("person__unit"),
    order=("person__sort_key",),
)


def _requests(question):
    return sets.unpaired(question) if question.now else sets.MentoringRequest.objects.none()


def _find_requests(found, words):
    return found.filter(person__in=Person.objects.search(words))


def _request_cells(request, question):
    own_page = "" if question.limited else _link("request_detail", request.pk)
    return (
        Cell(request.person.full_name, own_page),
        _unit(request.person),
        day(request.sent_at),
        day(request.due),
        Cell(request_word(request)),
    )


REQUESTS = RowList(
    code="requests",
    title="Запросы без пары",
    noun="request",
    empty="Запросов без пары нет.",
    columns=(
        RowColumn("Кому нужен наставник", "name", ("person__sort_key",), width=36, primary=True),
        RowColumn("Подразделение", "unit", ("person__unit__name", "person__sort_key"), width=30),
        RowColumn("Подан", "sent", ("sent_at",), "date"),
        RowColumn("Ответить до", "due", ("due",), "date"),
        RowColumn("Состояние", "state", ("state", "due"), width=26),
    ),
    found=_requests,
    cells=_request_cells,
    search=_find_requests,
    load=lambda found, question: found.select_related("person__unit", "pair"),
    order=("due",),
)
