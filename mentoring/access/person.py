"""People, the bank, consents, organizations, imports: who sees and keeps them."""

from django.db.models import Q

from mentoring.choices import Role
from mentoring.kit.dates import today
from mentoring.kit.verdict import YES, no
from mentoring.models import (
    Consent,
    ImportBatch,
    Mentee,
    Mentor,
    Organization,
    PairMember,
    Person,
    RoleAssignment,
    Unit,
)

from .actor import SYSTEM

PEOPLE_KEEPERS = (Role.CURATOR, Role.ADMIN, Role.HR)
NOT_KEEPER = "Карточки ведут куратор и отдел кадров. Напишите куратору, если что-то изменилось."
NOT_CURATOR = "Это делает куратор. Напишите ему, если что-то изменилось."


def people_for(actor):
    """People whose card the actor may open: the office all, a head their unit, others those they work with and themselves."""
    people = Person.objects.all()
    if actor.has("curator", "director", "hr", "admin"):
        return people
    if not actor.person:
        return people.none()
    mine = Q(pk=actor.person.pk)
    if actor.units:
        mine |= Q(unit__in=actor.units)
    together = PairMember.objects.filter(pair__members__person=actor.person).values("person")
    return people.filter(mine | Q(pk__in=together))


def mentors_for(actor):
    """The internal bank: every signed-in member of the college sees active mentors; a guest sees himself."""
    mentors = Mentor.objects.filter(retired_on__isnull=True)
    if actor.is_guest:
        return mentors.filter(person=actor.person)
    return mentors if actor.person or actor.has("admin") else mentors.none()


def holders(role, on=None):
    """People who hold an office on a date (default: today), stand-ins included."""
    on = on or today()
    held = RoleAssignment.objects.filter(Q(until__isnull=True) | Q(until__gte=on), role=role, since__lte=on)
    return Person.objects.filter(pk__in=held.values("person")).in_order()


def may_change_settings(actor):
    """The college's numbers and rules."""
    return YES if actor.has(Role.CURATOR, Role.ADMIN) else no("Настройки меняют куратор и администратор.")


def may_keep_letters(actor):
    """The register of letters and their wording."""
    return YES if actor.has(Role.CURATOR, Role.ADMIN) else no("Письма кабинета ведут куратор и администратор.")


def may_keep_people(actor):
    """Register people and change staff cards: curator, administrator, personnel office, the system itself."""
    return YES if actor is SYSTEM or actor.has(*PEOPLE_KEEPERS) else no(NOT_KEEPER)


def may_edit_person(actor, person):
    """Change a staff card; nobody but its keepers does, the person included."""
    if may_keep_people(actor):
        return YES
    if actor.is_person(person) and actor.has("mentor"):
        return no("Карточку ведёт отдел кадров: изменить можно направления, формы и число мест.")
    return no(NOT_KEEPER)


def may_see_birth_date(actor):
    return actor.has(Role.CURATOR)


def may_manage_people(actor):
    """Roles, invitations, import, units: curator and administrator."""
    return YES if actor is SYSTEM or actor.has(Role.CURATOR, Role.ADMIN) else no(NOT_CURATOR)


def may_grant_role(actor, role, person):
    """The curator grants any office but the administrator's and never to himself."""
    if actor is SYSTEM or actor.has(Role.ADMIN):
        return YES
    if not actor.has(Role.CURATOR):
        return no("Роли назначают куратор и администратор.")
    if role == Role.ADMIN:
        return no("Администратора назначает администратор.")
    if actor.is_person(person):
        return no("Себе роль не назначают. Попросите другого куратора или администратора.")
    return YES


def may_keep_bank(actor):
    """Mentors' and mentees' records, consents on paper: the curator."""
    return YES if actor is SYSTEM or actor.has(Role.CURATOR) else no(NOT_CURATOR)


def may_edit_mentor(actor, person):
    """The curator changes the whole record, the mentor the part that is his own."""
    if may_keep_bank(actor) or (actor.is_person(person) and actor.has("mentor")):
        return YES
    return no("Карточку наставника меняют он сам и куратор.")


def mentees_for(actor):
    """The register of mentees: curator and director see all, a head those of the unit, a mentee the own record."""
    mentees = Mentee.objects.filter(retired_on__isnull=True)
    if actor.is_office:
        return mentees
    if not actor.person:
        return mentees.none()
    mine = Q(person=actor.person)
    if actor.units:
        mine |= Q(person__unit__in=actor.units)
    return mentees.filter(mine)


def may_see_mentees(actor):
    return (
        YES
        if actor.is_office or actor.units
        else no("Список наставляемых видят куратор, директор и руководители подразделений.")
    )


def may_take_registers(actor):
    """The registers of mentors and mentees as tables leave the system: the office alone takes them."""
    return YES if actor.is_office else no("Таблицы банка скачивают куратор и директор.")


def consents_for(actor):
    """A person's own consents; the office sees everybody's."""
    consents = Consent.objects.all()
    if actor.is_office:
        return consents
    return consents.filter(person=actor.person) if actor.person else consents.none()


def may_keep_consents(actor):
    """Texts of consents, asking everybody anew, what is done after a revocation: curator and administrator."""
    kept = actor is SYSTEM or actor.has(Role.CURATOR, Role.ADMIN)
    return YES if kept else no("Тексты и сбор согласий ведут куратор и администратор.")


def may_answer_consent(actor, consent):
    """Only the person agrees or refuses: nobody does it for another."""
    return YES if actor.is_person(consent.person) else no("Отвечает сам человек.")


def may_revoke_consent(actor, consent):
    """The person at any time; the curator when the paper came."""
    if actor.is_person(consent.person) or actor.has(Role.CURATOR):
        return YES
    return no("Отзывает сам человек или куратор по его заявлению.")


def organizations_for(actor):
    """Everyone who keeps people or runs the office sees our requisites and the partners."""
    seen = actor is SYSTEM or actor.has(*PEOPLE_KEEPERS, Role.DIRECTOR)
    return Organization.objects.all() if seen else Organization.objects.none()


def units_for(actor):
    if actor.has(*PEOPLE_KEEPERS, Role.DIRECTOR):
        return Unit.objects.all()
    return Unit.objects.filter(pk__in=actor.units)


def imports_for(actor):
    return ImportBatch.objects.all() if actor.has(Role.CURATOR, Role.ADMIN) else ImportBatch.objects.none()
