"""Offices of the college: who holds them, from when to when, and who heads a unit."""

from datetime import timedelta

from django.db import transaction
from django.db.models import Q

from mentoring.access import holders, may_grant_role, may_manage_people
from mentoring.actions import journal
from mentoring.choices import Employment, Role
from mentoring.kit import dates
from mentoring.kit.text import small_first
from mentoring.kit.verdict import YES, Refused, first_no, no, require
from mentoring.models import Organization, RoleAssignment, Unit, User

OWN_WORKERS = (Employment.STAFF, Employment.PART_TIME)
CANNOT_BE_WITHOUT = {Role.ADMIN: "администратора", Role.CURATOR: "куратора"}


@transaction.atomic
def assign_role(person, role, *, since, by, at, until=None, unit=None, basis="", acting=False):
    """Give an office from a date. A stand-in («и. о.») needs its order in `basis`; a supervisor needs a unit.

    Returns the RoleAssignment. Raises Refused: not allowed to grant, not a worker, already held, a second director.
    """
    role = Role(role)
    require(
        first_no(
            may_grant_role(by, role, person),
            _may_hold(person, since, until),
            _complete(role, unit, basis, acting),
            _free(person, role, (since, until), unit, acting=acting),
        )
    )
    assignment = RoleAssignment.objects.create(
        person=person, role=role, since=since, until=until, unit=unit, basis=basis, acting=acting
    )
    heading = f"Назначена роль: {title(assignment)}, {period(assignment)}"
    journal.record("role_assigned", heading, by=by, at=at, subject=person, person=person, text=basis)
    open_administration(person)
    return assignment


@transaction.atomic
def end_role(assignment, *, until, by, at):
    """The office ends on a date. Raises Refused when nobody else would hold an office the college cannot be without."""
    require(may_grant_role(by, assignment.role, assignment.person) if not by.is_person(assignment.person) else YES)
    require(may_manage_people(by))
    one_at_a_time()
    if until < assignment.since:
        raise Refused(no(f"Роль началась {dates.words(assignment.since)}. Поставьте дату не раньше."))
    require(may_go_without(assignment, until))
    open_now = Q(until__isnull=True) | Q(until__gt=until)
    if not RoleAssignment.objects.filter(open_now, pk=assignment.pk).update(until=until):
        raise Refused(no("Роль уже завершена. Обновите страницу."))
    assignment.until = until
    heading = f"Завершена роль: {title(assignment)}, последний день {dates.words(until)}"
    journal.record("role_ended", heading, by=by, at=at, subject=assignment.person, person=assignment.person)
    open_administration(assignment.person)


def open_administration(person):
    """Curators and administrators enter the administration, the office's second way in; others do not."""
    keeps = RoleAssignment.objects.filter(
        Q(until__isnull=True) | Q(until__gte=dates.today()), person=person, role__in=(Role.CURATOR, Role.ADMIN)
    )
    User.objects.filter(person=person).update(is_staff=keeps.exists())


@transaction.atomic
def set_unit_head(unit, person, *, by, at):
    """Who heads a unit from now on, or nobody (None). The head sees the people and programs of the unit."""
    require(may_manage_people(by))
    if person is not None:
        require(_may_hold(person, dates.today(), None))
    if unit.head_id == (person.pk if person else None):
        return
    Unit.objects.filter(pk=unit.pk).update(head=person)
    unit.head = person
    heading = f"Руководит: {unit.name}" if person else f"{unit.name}: руководитель не назначен"
    journal.record("unit_head_set", heading, by=by, at=at, subject=unit, person=person)


def title(assignment):
    """«куратор», «и. о. директора»: words for headings."""
    word = small_first(Role(assignment.role).label)
    place = f" ({assignment.unit.name})" if assignment.unit else ""
    return f"и. о., {word}{place}" if assignment.acting else f"{word}{place}"


def period(assignment):
    if assignment.until:
        return dates.span(assignment.since, assignment.until)
    return f"с {dates.words(assignment.since)}"


def _may_hold(person, since, until):
    if person.employment not in OWN_WORKERS:
        return no("Роль получают работники техникума.")
    if person.left_on and person.left_on < (until or since):
        return no(f"{person.full_name} уходит {dates.words(person.left_on)}. Поставьте дату не позже.")
    return no("Дата окончания раньше даты начала. Поменяйте их или исправьте одну.") if until and until < since else YES


def _complete(role, unit, basis, acting):
    if acting and not basis.strip():
        return no("Для исполняющего обязанности укажите основание: номер и дату приказа.")
    if role == Role.SUPERVISOR and unit is None:
        return no("Выберите подразделение, которым руководит человек.")
    if role != Role.SUPERVISOR and unit is not None:
        return no("Подразделение указывают только непосредственному руководителю.")
    return YES


def _free(person, role, days, unit, *, acting):
    """Not held already in these days; one director at a time, stand-ins apart."""
    since, until = days
    overlap = Q(until__isnull=True) | Q(until__gte=since)
    held = RoleAssignment.objects.filter(overlap, role=role, unit=unit)
    if until:
        held = held.filter(since__lte=until)
    mine = held.filter(person=person).first()
    if mine:
        return no(f"{person.full_name}: эта роль уже есть, {period(mine)}.")
    director = held.filter(acting=False).select_related("person").first()
    if role == Role.DIRECTOR and not acting and director:
        return no(
            f"Директор уже есть: {director.person.full_name}. Завершите эту роль или отметьте «исполняет обязанности»."
        )
    return YES


def one_at_a_time():
    """Hold the college's own row until the transaction ends: two last holders who leave at once take turns."""
    list(Organization.objects.select_for_update().filter(own=True).values_list("pk"))


def may_go_without(assignment, until):
    """Whether somebody else with an open login holds the office on the day after, where there must be somebody."""
    if assignment.role not in CANNOT_BE_WITHOUT:
        return YES
    after = max(until, dates.today()) + timedelta(days=1)
    others = holders(assignment.role, after).filter(user__is_active=True).exclude(pk=assignment.person_id)
    whom = CANNOT_BE_WITHOUT[assignment.role]
    return YES if others.exists() else no(f"Техникум останется без {whom}. Сначала назначьте другого.")
