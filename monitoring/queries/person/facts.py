"""The person's roles and bank records in words, read in one query beside the person's own row."""

from dataclasses import dataclass

from django.db.models import F, Q, TextField, Value
from django.db.models.functions import Cast
from django.utils.html import format_html

from mentoring.access import may_see_birth_date
from mentoring.choices import Role
from mentoring.kit import dates
from mentoring.kit.gather import facts_of
from mentoring.kit.text import count_of, listing, small_first
from mentoring.kit.ui import CheckRow
from mentoring.models import (
    Agreement,
    Direction,
    Mentee,
    MentorCompetence,
    MentorCourse,
    MentorGroupEvidence,
    RoleAssignment,
)
from mentoring.office import office
from mentoring.queries.achievement import LINE_FIELDS, known_of
from mentoring.queries.course import training_words
from mentoring.queries.mentor import rest_tag


@dataclass(frozen=True)
class Sets:
    """Names that hang on the person: offices held on the day, directions, groups, competences marked."""

    roles: tuple
    directions: tuple
    mentor_groups: tuple
    mentee_groups: tuple
    marks: tuple
    courses: tuple = ()  # last days of confirmed courses
    agreements: tuple = ()  # (number, date) of those in force
    achievements: tuple = ()  # facts of their lines


def sets_of(person, on, actor):
    """Small lists in one query: (what, name, more); of achievements those this reader may know of."""
    text = TextField()

    def rows(queryset, what, name, more=None):
        named = queryset.order_by().annotate(
            what=Value(what, text), name_=Cast(name, text), more=Cast(more or Value(""), text)
        )
        return named.values_list("what", "name_", "more")

    held = RoleAssignment.objects.filter(Q(until__isnull=True) | Q(until__gte=on), person=person, since__lte=on)
    found = rows(held.filter(acting=False), "role", F("role"), F("unit__name")).union(
        rows(held.filter(acting=True), "acting", F("role"), F("unit__name")),
        rows(Direction.objects.filter(mentors=person.pk), "direction", F("name")),
        rows(MentorGroupEvidence.objects.filter(mentor=person.pk), "mentor_group", F("group__name"), F("evidence")),
        rows(Mentee.objects.filter(pk=person.pk, groups__isnull=False), "mentee_group", F("groups__name")),
        rows(MentorCourse.objects.filter(mentor=person.pk, confirmed_on__isnull=False), "course", F("until")),
        rows(Agreement.objects.filter(person=person, state="in_force"), "agreement", F("number"), F("date")),
        rows(MentorCompetence.objects.filter(mentor=person.pk), "mark", F("competence__name"), F("confirmed")),
        rows(known_of(actor, person), "achievement", F("title"), facts_of(LINE_FIELDS)),
        all=True,
    )
    lists = {}
    for what, name, more in found:
        lists.setdefault(what, []).append((name, more or ""))
    roles = [(code, unit, False) for code, unit in lists.get("role", [])]
    roles += [(code, unit, True) for code, unit in lists.get("acting", [])]
    return Sets(
        roles=tuple(roles),
        directions=tuple(name for name, _ in lists.get("direction", [])),
        mentor_groups=tuple(lists.get("mentor_group", [])),
        mentee_groups=tuple(name for name, _ in lists.get("mentee_group", [])),
        marks=tuple(lists.get("mark", [])),
        courses=tuple(dates.parse_date(day) for day, _ in lists.get("course", [])),
        agreements=tuple((number, dates.parse_date(day)) for number, day in lists.get("agreement", [])),
        achievements=tuple(facts for _, facts in lists.get("achievement", [])),
    )


def role_words(sets):
    """«Куратор», «Директор, и. о.», «Непосредственный руководитель: ЦК права»."""
    return [
        f"{Role(code).label}{f': {unit}' if unit else ''}{', и. о.' if acting else ''}"
        for code, unit, acting in sets.roles
    ]


def work_rows(person, actor, on, *, whole):
    """The aside «Работа»; `whole` adds what only the office, the keepers and the person see."""
    rows = [
        ("Должность", person.post),
        ("Дисциплины", person.subjects),
        (person.unit.get_kind_display() if person.unit else "", person.unit.name if person.unit else ""),
        ("Организация", "" if person.organization.own else person.organization.short_name),
        ("Телефон", person.phone),
        ("Почта", format_html("{}@<wbr>{}", *person.email.split("@", 1)) if person.email else ""),
    ]
    if whole:
        word = office().organization.word or "техникум"
        rows += [
            ("Руководитель", _supervisor(person)),
            ("Категория", person.get_category_display() if person.category else ""),
            ("Преподаёт", _teaching(person, on)),
            (f"В {word}е", f"с {dates.words(person.hired_on, year=True)}" if person.hired_on else ""),
            (
                "Последний день",
                f"{dates.words(person.left_on)}, {person.leave_reason or ''}".rstrip(", ") if person.left_on else "",
            ),
            ("Отношение", small_first(person.get_employment_display())),
        ]
    if may_see_birth_date(actor):
        rows.append(("Дата рождения", dates.words(person.birth_date, year=True) if person.birth_date else ""))
    return [CheckRow(name, value) for name, value in rows if value]


def _supervisor(person):
    if person.supervisor:
        return person.supervisor.full_name
    return person.unit.head.full_name if person.unit and person.unit.head and person.unit.head_id != person.pk else ""


def _teaching(person, on):
    years = person.years_of_teaching(on)
    if years is None:
        return ""
    return f"с {person.teaching_since.year} года, {count_of(years, 'year') if years else 'меньше года'}"


def mentor_rows(mentor, sets, on, *, office_sees):
    """The mentor's card; `office_sees` adds selection groups, marks and motivation."""
    rest = rest_tag(mentor, on)
    rows = [
        ("Направления", listing([small_first(name) for name in sets.directions])),
        ("Формы", listing([office().label("form", code) for code in mentor.forms])),
        ("Виды", listing([small_first(office().label("kind", code)) for code in mentor.kinds])),
        ("Режим", small_first(office().label("mode", mentor.mode))),
        ("Когда удобно", mentor.schedule),
        ("Достижения", mentor.achievements),
        ("Сейчас", f"{small_first(rest.word)} {small_first(rest.sentence.rstrip('.'))}".strip() if rest else ""),
    ]
    if office_sees:
        confirmed = sum(1 for _, mark in sets.marks if mark)
        rows = [
            *[
                ("Группа отбора" if n == 0 else "", f"{name}: {evidence}")
                for n, (name, evidence) in enumerate(sets.mentor_groups)
            ],
            *rows,
            ("Компетенции", f"подтверждены {confirmed} из 10" if sets.marks else ""),
            ("Обучение", training_words(max(sets.courses, default=None), on)),
            ("Доп. соглашение", listing([f"№ {number} от {dates.short(day)}" for number, day in sets.agreements])),
            ("Поощрение", ", ".join(filter(None, (small_first(str(mentor.motivation or "")), mentor.motivation_note)))),
        ]
    return [CheckRow(name, value) for name, value in rows if value]


def mentee_rows(mentee, sets):
    contract = ""
    if mentee.to_be_hired:
        where = f", {mentee.contract_organization.short_name}" if mentee.contract_organization else ""
        contract = (
            f"№ {mentee.contract_number} от {dates.short(mentee.contract_date)}{where}, обязуется прийти на работу"
        )
    rows = [
        ("Почему", listing([small_first(name) for name in sets.mentee_groups])),
        ("Договор", contract),
        ("Практика", "у нас" if mentee.on_practice else ""),
        ("В списке", f"с {dates.words(mentee.since)}"),
        ("Примечание", mentee.note),
    ]
    return [CheckRow(name, value) for name, value in rows if value]
