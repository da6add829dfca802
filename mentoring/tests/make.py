"""Plain makers of rows for tests: every value that does not matter has a default."""

from datetime import date, datetime
from itertools import count
from zoneinfo import ZoneInfo

from mentoring.access import actor_for
from mentoring.kit.text import fold
from mentoring.models import (
    AcademicYear,
    Agreement,
    Consent,
    ConsentText,
    Direction,
    DocumentType,
    IssuedDocument,
    ListEntry,
    Mentee,
    MenteeGroup,
    Mentor,
    MentorCourse,
    MentoringRequest,
    Organization,
    Pair,
    PairMember,
    Person,
    RoleAssignment,
    Unit,
    User,
)

MOSCOW = ZoneInfo("Europe/Moscow")
PASSWORD = "ochen-nadezhnyy-parol-7"  # noqa: S105
_number = count(1)


def moment(text="2026-11-18 10:00"):
    """An aware datetime in Moscow from «2026-11-18 10:00»."""
    return datetime.fromisoformat(text).replace(tzinfo=MOSCOW)


def college():
    return Organization.objects.filter(own=True).first() or Organization.objects.create(
        own=True,
        parent_body="Министерство образования Нижегородской области",
        full_name="Государственное бюджетное профессиональное образовательное учреждение «Дзержинский техникум бизнеса и технологий»",
        short_name="ГБПОУ ДТБТ",
        name_gen="ГБПОУ ДТБТ",
        word="техникум",
        city="г. Дзержинск",
        head_post="Директор",
        regulation="приказ от 01.09.2023 № 629",
    )


def year(start=2026, *, current=True):
    row, _ = AcademicYear.objects.get_or_create(
        starts=date(start, 9, 1), defaults={"ends": date(start + 1, 8, 31), "current": current}
    )
    return row


def unit(name="ЦК информационных технологий", **fields):
    row, _ = Unit.objects.get_or_create(name=name, defaults=fields)
    return row


def person(full_name="Петрова Анна Сергеевна", *, login=False, roles=(), **fields):
    """A person of our college; `login` gives a user with PASSWORD, `roles` are offices held from 2020."""
    n = next(_number)
    last, first, patronymic = [*full_name.split(), "", ""][:3]
    fields.setdefault("email", f"person{n}@college.example")
    fields.setdefault("post", "преподаватель")
    fields.setdefault("organization", fields.pop("organization", None) or college())
    fields.setdefault("hired_on", date(2015, 9, 1))
    row = Person.objects.create(
        last_name=last,
        first_name=first,
        patronymic=patronymic,
        sort_key=fold(full_name),
        search_key=fold(f"{full_name} {fields['post']} {fields['email'] or ''}"),
        **fields,
    )
    if login:
        row.user = User.objects.create_user(row.email, PASSWORD)
        row.save(update_fields=["user"])
    for role in roles:
        RoleAssignment.objects.create(person=row, role=role, since=date(2020, 9, 1))
    return row


def directions(*codes):
    return list(Direction.objects.filter(code__in=codes or ("method", "psyped")))


def mentor(
    full_name="Галеев Тимур Рашидович", *, consent=True, ready=True, direction_codes=("method", "psyped"), **fields
):
    """A mentor of the bank with a given consent, and `ready`: a course and an agreement in force, unless told otherwise."""
    capacity = fields.pop("capacity", 3)
    row = fields.pop("person", None) or person(full_name, **fields)
    record = Mentor.objects.create(
        person=row, capacity=capacity, since=date(2024, 9, 1), forms=["teacher_teacher"], kinds=["traditional", "group"]
    )
    record.directions.set(directions(*direction_codes))
    if consent:
        give_consent(row)
    if ready:
        course(record)
        agreement(row)
    return record


def course(record, until=date(2026, 5, 20), **fields):
    """A confirmed course unless told otherwise."""
    fields.setdefault("confirmed_on", until)
    values = {"programme": "Наставник в СПО", "provider": "НИРО", "hours": 36, **fields}
    return MentorCourse.objects.create(mentor=record, until=until, **values)


def agreement(row, *, state="in_force", **fields):
    """An agreement with a sum that is easy to look for."""
    values = {
        "number": "" if state == "draft" else f"ДС-{next(_number)}",
        "date": None if state == "draft" else date(2026, 8, 28),
        "since": date(2026, 9, 1),
        "until": date(2027, 8, 31),
        "measure": "sum",
        "amount": 4321,
        "terms": "за каждую пару отдельно",
        "payment": ListEntry.objects.get(list="motivation", code="pay"),
        "year": year(),
        "created_at": moment(),
        **fields,
    }
    return Agreement.objects.create(person=row, state=state, **values)


def give_consent(row, kind="mentor", on=date(2026, 9, 20)):
    return Consent.objects.create(
        person=row,
        kind=kind,
        text=ConsentText.objects.filter(kind=kind).first(),
        state="given",
        way="paper",
        given_on=on,
        year=year(),
    )


def mentee(full_name="Кузьмин Павел Ильич", *, groups=("young",), **fields):
    row = fields.pop("person", None) or person(full_name, **fields)
    record = Mentee.objects.create(person=row, since=date(2026, 9, 1))
    record.groups.set(MenteeGroup.objects.filter(code__in=groups))
    return record


def request(who=None, *, state="awaiting_curator", direction_codes=("method", "psyped"), **fields):
    who = who or mentee().person
    row = MentoringRequest.objects.create(
        year=fields.pop("year", None) or year(),
        person=who,
        initiator=fields.pop("initiator", who),
        ground=ListEntry.objects.get(list="request_ground", code="self"),
        problem=fields.pop("problem", "Не успеваю провести занятие по плану."),
        state=state,
        sent_at=moment(),
        due=date(2026, 11, 27),
        created_at=moment(),
        **fields,
    )
    row.directions.set(directions(*direction_codes))
    return row


def order(*, number="104", state="in_force", type_code="D13", **fields):
    return IssuedDocument.objects.create(
        type=DocumentType.objects.get(code=type_code),
        year=fields.pop("year", None) or year(),
        title="О закреплении наставнических пар и групп",
        number=number if state in ("in_force", "awaiting_scan", "replaced", "canceled") else "",
        date=fields.pop("date", date(2026, 10, 30)) if state != "draft" else None,
        state=state,
        created_at=moment(),
        **fields,
    )


def pair(mentors=None, mentees=None, *, state="active", **fields):
    """A pair; a live one gets an order. `mentors` and `mentees` are Person objects."""
    mentors = [mentor().person] if mentors is None else list(mentors)
    mentees = [mentee().person] if mentees is None else list(mentees)
    since = fields.pop("since", date(2026, 11, 2))
    live = state not in ("looking", "asked", "blocked", "ready", "in_order", "dropped")
    if live and "order" not in fields:
        fields["order"] = order(number=str(100 + next(_number)))
    fields.setdefault("kind", "group" if len(mentors) > 1 or len(mentees) > 1 else "traditional")
    fields.setdefault("model", "expert_novice")
    row = Pair.objects.create(
        year=fields.pop("year", None) or year(),
        state=state,
        since=since,
        until=fields.pop("until", date(2027, 6, 30)),
        created_at=moment(),
        **fields,
    )
    for side, people in (("mentor", mentors), ("mentee", mentees)):
        for who in people:
            PairMember.objects.create(pair=row, person=who, side=side, since=since)
    return row


def actor(who, role=""):
    return actor_for(who, role)
