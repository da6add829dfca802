"""The college and its people."""

from datetime import date, timedelta
from itertools import cycle

from mentoring.access import SYSTEM, actor_for
from mentoring.actions.bank.mentor import make_mentor
from mentoring.actions.consent import record_paper
from mentoring.actions.person.card import create_person
from mentoring.actions.person.role import assign_role, set_unit_head
from mentoring.authentication import DEMO_PASSWORD
from mentoring.models import (
    Competence,
    Direction,
    ListEntry,
    MentorGroup,
    Organization,
    Person,
    Unit,
    User,
)

from . import progress, texts
from .names import full_names
from .scan import scan

ACCOUNTS = ("admin", "curator", "director", "mentor", "mentee", "supervisor")
KEY_PEOPLE = {
    "director": ("Лаврова Елена Викторовна", "директор"),
    "curator": ("Белова Ольга Николаевна", "методист"),
    "admin": ("Зимин Роман Андреевич", "инженер-программист"),
    "supervisor": ("Соколова Наталья Юрьевна", "заведующий отделением"),
    "mentor": ("Ковалёва Марина Сергеевна", "преподаватель"),
    "mentee": ("Жуков Артём Денисович", "преподаватель"),
}
GROUP_EVIDENCE = {
    "achiever": "Победа в областном конкурсе мастерства",
    "disseminator": "Провела два мастер-класса для коллег",
    "authority": "Рекомендация цикловой комиссии",
    "methodist": "Ведёт школу начинающего преподавателя",
    "developer": "Прошёл курс «Методика наставничества», 72 часа",
}


def found_college(at):
    """Requisites as the college prints them."""
    return Organization.objects.create(
        own=True,
        parent_body="Министерство образования Нижегородской области",
        full_name="Государственное бюджетное профессиональное образовательное учреждение "
        "«Дзержинский техникум бизнеса и технологий»",
        short_name="ГБПОУ ДТБТ",
        name_gen="ГБПОУ ДТБТ",
        word="техникум",
        city="г. Дзержинск",
        address="Нижегородская область, г. Дзержинск",
        head_post="Директор",
        regulation="приказ от 01.09.2023 № 629",
    )


def build_units(scale):
    """Departments with their committees; a big college gets numbered branches of the same names."""
    units = []
    for branch in range(1, scale + 1):
        suffix = f", корпус {branch}" if branch > 1 else ""
        for kind, department, *committees in texts.UNITS:
            parent = Unit.objects.create(kind=kind, name=department + suffix)
            units += [Unit.objects.create(kind="committee", name=name + suffix, parent=parent) for name in committees]
    return units


def build_people(rng, count, units, first_year, today, at, say):
    """The key people with their roles and `count` teachers in all; returns the teachers."""
    key = {part: _key_person(part, units, at) for part in KEY_PEOPLE}
    teachers = [key["mentor"], key["mentee"], key["curator"], key["supervisor"]]
    posts = [post for post, weight in texts.POSTS for _ in range(weight)]
    homes = cycle(units)
    used = {tuple(name.split()) for name, _ in KEY_PEOPLE.values()}
    names = [name for name in full_names(rng, count + len(used)) if name not in used][: count - len(teachers) - 2]
    for number, name in enumerate(names, 1):
        teachers.append(_teacher(rng, number, name, rng.choice(posts), next(homes), first_year, today, at))
        progress(say, "люди", number, len(names), every=100)
    _heads(teachers, key["supervisor"], units, at)
    _council(teachers, at)
    return key, teachers


def _key_person(part, units, at):
    name, post = KEY_PEOPLE[part]
    last, first, patronymic = name.split()
    user = User.objects.create_user(f"{part}@demo.example", DEMO_PASSWORD, is_staff=part in ("admin", "curator"))
    if part == "admin":
        User.objects.filter(pk=user.pk).update(is_superuser=True)
    person = create_person(
        by=SYSTEM,
        at=at,
        user=user,
        last_name=last,
        first_name=first,
        patronymic=patronymic,
        email=user.email,
        phone="доб. 2" + str(10 + ACCOUNTS.index(part)),
        post=post,
        unit=units[0] if part != "director" else None,
        is_teacher=part not in ("director", "admin"),
        subjects="базы данных, МДК 01.01" if part in ("mentor", "mentee") else "",
        category="highest" if part == "mentor" else "",
        hired_on=at.date() - timedelta(days=4000) if part != "mentee" else date(at.year, 8, 24),
        teaching_since=date(at.year - 19, 9, 1) if part != "mentee" else date(at.year, 8, 24),
    )
    if part in ("admin", "curator", "director"):
        assign_role(person, part, since=at.date(), basis="приказ о распределении обязанностей", by=SYSTEM, at=at)
    return person


def _teacher(rng, number, name, post, unit, first_year, today, at):
    young = rng.random() < 0.3
    hired = _hired(rng, young, first_year, today)
    taught = hired if young else hired - timedelta(days=rng.randrange(0, 3000))
    subjects = texts.SUBJECTS.get(unit.name.split(", корпус")[0], ("информатика",))
    return create_person(
        by=SYSTEM,
        at=at,
        last_name=name[0],
        first_name=name[1],
        patronymic=name[2] if rng.random() > 0.02 else "",
        email=f"teacher{number}@demo.example" if rng.random() > 0.08 else None,
        phone=f"+7 (8313) {rng.randrange(20, 40)}-{rng.randrange(10, 99)}-{rng.randrange(10, 99)}",
        post=post,
        unit=unit,
        employment="part_time" if rng.random() < 0.06 else "staff",
        subjects=", ".join(rng.sample(subjects, k=min(2, len(subjects)))),
        category="" if young else rng.choice(["highest", "first", "first", "fit", "none"]),
        birth_date=taught - timedelta(days=rng.randrange(22, 34) * 365),
        hired_on=hired,
        teaching_since=taught,
    )


def _hired(rng, young, first_year, today):
    if young:
        span = max((today - date(first_year, 8, 20)).days, 30)
        return date(first_year, 8, 20) + timedelta(days=rng.randrange(0, span) // 365 * 365)
    return date(first_year, 9, 1) - timedelta(days=rng.randrange(400, 9000))


def _heads(teachers, supervisor, units, at):
    """The first committee is headed by the supervisor's account, the rest by a colleague of long service."""
    set_unit_head(units[0], supervisor, by=SYSTEM, at=at)
    for unit in units[1:]:
        own = sorted((t for t in teachers if t.unit_id == unit.pk), key=lambda t: t.hired_on)
        if own:
            set_unit_head(unit, own[0], by=SYSTEM, at=at)


def _council(teachers, at):
    """Three teachers of the longest service sit in the council of mentors."""
    for person in sorted((t for t in teachers if t.user_id is None), key=lambda t: (t.hired_on, t.pk))[:3]:
        assign_role(person, "council", since=at.date(), basis="положение о совете наставников", by=SYSTEM, at=at)


def build_mentors(rng, key, teachers, first_year, at, say):
    """About a fourth of the college helps others: experienced people with a consent on paper."""
    curator = actor_for(key["curator"])
    before = date(first_year, 9, 1)
    ready = [
        t
        for t in teachers
        if t.hired_on < before - timedelta(days=365) and t not in (key["curator"], key["supervisor"])
    ]
    chosen = [
        key["mentor"],
        *rng.sample([t for t in ready if t != key["mentor"]], k=min(len(ready) - 1, len(teachers) // 4)),
    ]
    mentors = []
    for number, person in enumerate(chosen, 1):
        mentors.append(_mentor(rng, person, curator, at))
        progress(say, "наставники", number, len(chosen), every=50)
    return mentors


def _mentor(rng, person, curator, at):
    directions = list(Direction.objects.filter(cross=False))
    groups = list(MentorGroup.objects.all())
    chosen = rng.sample(groups, k=rng.choice([1, 1, 2]))
    mentor = make_mentor(
        person,
        by=curator,
        at=at,
        capacity=4 if person.user_id else rng.choice([2, 3, 3, 4, 4]),
        forms=["teacher_teacher"],
        kinds=rng.sample(["traditional", "group", "virtual", "goal_setting", "reverse", "situational", "speed"], k=4),
        schedule=rng.choice(["вторник после 14:30", "среда и пятница после 15:00", "по договорённости"]),
        achievements=rng.choice(
            ["Лауреат областного конкурса, 2024 год", "Автор двух пособий", "Эксперт демонстрационного экзамена", ""]
        ),
        directions=rng.sample(directions, k=rng.choice([3, 4, 4, 5])),
        groups={group: GROUP_EVIDENCE[group.code] for group in chosen},
        own_marks={competence: rng.choice([3, 4, 4, 5]) for competence in Competence.objects.all()},
        motivation=ListEntry.objects.get(
            list="motivation", code=rng.choice(["pay", "bonus", "training", "recognition"])
        ),
    )
    if person.user_id or rng.random() > 0.14:
        record_paper(person, "mentor", given_on=at.date(), scan=scan("Согласие наставника"), by=curator, at=at)
    return mentor


def find(email):
    return Person.objects.get(email=f"{email}@demo.example")
