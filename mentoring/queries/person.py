"""The list of people: tabs with counts, search, filters, order."""

from dataclasses import dataclass

from django.db.models import Count, Exists, F, OuterRef, Prefetch, Q

from mentoring.access import ROLE_WORDS, people_for
from mentoring.choices import Employment, Role
from mentoring.kit.dates import today
from mentoring.kit.states import StateTag
from mentoring.kit.text import count_of, whole
from mentoring.kit.ui import Column, Figure
from mentoring.models import MenteeGroup, MentorGroup, Person, RoleAssignment, Unit
from mentoring.queries.load import load_by_mentor

MENTORS = Q(mentor__isnull=False, mentor__retired_on__isnull=True)
MENTEES = Q(mentee__isnull=False, mentee__retired_on__isnull=True)
OUTSIDERS = Q(employment__in=[Employment.PARTNER, Employment.OUTSIDE])
TABS = (
    ("all", "работают"),
    ("mentors", "наставники"),
    ("mentees", "наставляемые"),
    ("partners", "из других организаций"),
    ("gone", "ушли"),
)
SORTS = {
    "name": ("sort_key", "id"),
    "unit": (F("unit__name").asc(nulls_last=True), "sort_key", "id"),
    "post": ("post", "sort_key", "id"),
    "years": (F("teaching_since").desc(nulls_last=True), "sort_key", "id"),
    "hired": (F("hired_on").asc(nulls_last=True), "sort_key", "id"),
}
COLUMNS = (
    Column("Имя", primary=True, sort_key="name"),
    Column("Должность", sort_key="post"),
    Column("Подразделение", sort_key="unit"),
    Column("Стаж", sort_key="years"),
    Column("В наставничестве"),
)


@dataclass(frozen=True)
class PeopleFilter:
    """What is asked of the list; empty means everything."""

    q: str = ""
    tab: str = "all"
    unit: str = ""
    role: str = ""
    group: str = ""
    sort: str = "name"


@dataclass(frozen=True)
class PersonLine:
    """A person of the list: years of teaching in words, roles as tags, places of a mentor."""

    person: Person
    years: str
    tags: tuple[StateTag, ...]
    taken: int = 0
    limit: int = 0


def lead_for(actor):
    """Which people this reader sees here, said in the reader's role."""
    if actor.has("curator", "director", "hr", "admin"):
        return "Все работники и партнёры. Порядок – по фамилии, «ё» рядом с «е»."
    if actor.units:
        return "Люди вашего подразделения и те, с кем вы работаете в парах."
    return "Вы и те, с кем вы работаете в парах."


def working(on):
    return Q(left_on__isnull=True) | Q(left_on__gt=on)


def tab_conditions(on):
    return {
        "all": working(on) & ~OUTSIDERS,
        "mentors": working(on) & MENTORS,
        "mentees": working(on) & MENTEES,
        "partners": working(on) & OUTSIDERS,
        "gone": ~working(on),
    }


def asked_people(actor, asked):
    """People the reader may see, by every filter but the tab."""
    people = people_for(actor).search(asked.q)
    unit = whole(asked.unit)
    if unit:
        people = people.filter(unit=unit)
    if asked.role in Role.values:
        people = people.filter(_holds(asked.role))
    side, _, code = asked.group.partition(":")
    if side == "mentor" and code:
        people = people.filter(mentor__group_evidence__group__code=code)
    elif side == "mentee" and code:
        people = people.filter(mentee__groups__code=code)
    return people


def _holds(role):
    on = today()
    open_now = Q(until__isnull=True) | Q(until__gte=on)
    return Exists(RoleAssignment.objects.filter(open_now, person=OuterRef("pk"), role=role, since__lte=on))


def tab_figures(people, asked, on, query):
    """Counts of the tabs in one query; each leads to its tab and keeps the other filters."""
    conditions = tab_conditions(on)
    current = asked.tab if asked.tab in conditions else "all"
    counts = people.aggregate(
        **{code: Count("pk", filter=condition, distinct=True) for code, condition in conditions.items()}
    )
    return [
        Figure(counts[code], name, href=query(tab=code), current=code == current)
        for code, name in TABS
        if counts[code] or code in {"all", current}
    ]


def shown_count(figures):
    """How many rows the current tab has."""
    return next((figure.n for figure in figures if figure.current), None)


def sorted_people(people, asked, on):
    """The rows of the tab, in the asked order, with everything a line shows."""
    conditions = tab_conditions(on)
    name = asked.sort.removeprefix("-")
    order = SORTS.get(name, SORTS["name"])
    rows = people.filter(conditions.get(asked.tab, conditions["all"]))
    rows = rows.select_related("unit", "organization", "mentor", "mentee").prefetch_related(
        Prefetch("roles", RoleAssignment.objects.filter(Q(until__isnull=True) | Q(until__gte=on), since__lte=on))
    )
    return rows.order_by(*(_turned(key) for key in order)) if asked.sort.startswith("-") else rows.order_by(*order)


def _turned(key):
    """The same key the other way round; what is unknown stays last."""
    if isinstance(key, str):
        return f"-{key}"
    return key.expression.asc(nulls_last=True) if key.descending else key.expression.desc(nulls_last=True)


def person_lines(people, on):
    """Lines of one page, loads of its mentors in one query."""
    people = list(people)
    loads = load_by_mentor([person.pk for person in people if _record(person, "mentor")])
    return [_line(person, loads, on) for person in people]


def _line(person, loads, on):
    mentor, mentee = _record(person, "mentor"), _record(person, "mentee")
    tags = [
        StateTag("go", ROLE_WORDS[role.role][0].capitalize(), "и. о." if role.acting else "")
        for role in person.roles.all()
    ]
    if mentor:
        tags.append(StateTag("go", "Наставник", ""))
    if mentee:
        tags.append(StateTag("go", "Наставляемый", ""))
    if person.left_on:
        tags.append(StateTag("calm", "Последний день", f"{person.left_on:%d.%m.%Y}"))
    return PersonLine(
        person,
        years_words(person, on),
        tuple(tags),
        loads.get(person.pk, 0) if mentor else 0,
        mentor.capacity if mentor else 0,
    )


def years_words(person, on):
    """«12 лет», «меньше года» or nothing when the start is unknown."""
    years = person.years_of_teaching(on)
    if years is None:
        return ""
    return count_of(years, "year") if years else "меньше года"


def _record(person, name):
    """The person's mentor or mentee record while it is in force."""
    record = getattr(person, name, None)
    return record if record and not record.retired_on else None


def filter_choices():
    """Choices of the filters: units, roles, groups of mentors and of mentees."""
    units = [(str(pk), name) for pk, name in Unit.objects.filter(retired=False).values_list("pk", "name")]
    mentor_groups = [(f"mentor:{group.code}", group.name) for group in MentorGroup.objects.filter(retired=False)]
    mentee_groups = [(f"mentee:{group.code}", group.name) for group in MenteeGroup.objects.filter(retired=False)]
    return {
        "unit": [("", "Все"), *units],
        "role": [("", "Любая"), *Role.choices],
        "group": [("", "Любая"), ("Наставники", mentor_groups), ("Наставляемые", mentee_groups)],
    }
