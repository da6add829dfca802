"""Leaving the college and coming back."""

from django.db import transaction
from django.db.models import F, Q

from mentoring.access import may_edit_person, may_grant_role
from mentoring.actions import journal
from mentoring.actions.person.role import may_go_without, one_at_a_time
from mentoring.choices import Role
from mentoring.choices.pair import DRAFT_STATES, LIVE_STATES
from mentoring.kit import dates
from mentoring.kit.text import small_first
from mentoring.kit.verdict import YES, Refused, first_no, no, require
from mentoring.models import Mentee, Mentor, PairMember, Person, RoleAssignment, Unit, User

LEADING = (Role.ADMIN, Role.CURATOR, Role.DIRECTOR)


def may_mark_left(actor, person):
    """Keepers of cards write anybody off but who leads the office: that is for those who give the office."""
    return first_no(
        may_edit_person(actor, person), *(_may_end(actor, role, person) for role in _offices(person, dates.today()))
    )


def _may_end(actor, office, person):
    if office.role not in LEADING or may_grant_role(actor, office.role, person):
        return YES
    if actor.is_person(person):
        return no("Свой уход записывает другой куратор или администратор.")
    word = small_first(Role(office.role).label)
    return no(f"{person.full_name} – {word}. Уход записывает тот, кто назначает эту роль.")


def _offices(person, after):
    """Offices that go on after a day."""
    return list(RoleAssignment.objects.filter(Q(until__isnull=True) | Q(until__gt=after), person=person))


@transaction.atomic
def mark_left(person, *, on, reason, by, at):
    """The person leaves on a date. Offices end that day; when it has come, the login closes and headed units are free.

    Live pairs stay for the curator to decide. Raises Refused: not a keeper, already gone, earlier than the hire date,
    the last who holds an office that the college cannot be without.
    """
    require(may_mark_left(by, person))
    one_at_a_time()
    if person.hired_on and on < person.hired_on:
        raise Refused(no(f"Дата ухода раньше даты приёма ({dates.short(person.hired_on)}). Исправьте одну из них."))
    if not Person.objects.filter(pk=person.pk, left_on__isnull=True).update(left_on=on, leave_reason=reason):
        raise Refused(no("Дата ухода уже записана. Обновите страницу."))
    person.left_on, person.leave_reason = on, reason
    for office in _offices(person, on):
        require(may_go_without(office, on))
        RoleAssignment.objects.filter(pk=office.pk).update(until=max(on, office.since))
    if on <= dates.today():
        _part_with(person)
    heading = f"Уходит {dates.words(on)}: {reason}" if reason else f"Уходит {dates.words(on)}"
    journal.record("person_left", heading, by=by, at=at, subject=person, person=person)


@transaction.atomic
def mark_returned(person, *, by, at):
    """The recorded leaving was a mistake, or the person is back: the login it closed opens; offices are given anew."""
    require(may_edit_person(by, person))
    if not Person.objects.filter(pk=person.pk, left_on__isnull=False).update(left_on=None, leave_reason=None):
        raise Refused(no(f"{person.full_name} работает. Возвращать не нужно."))
    person.left_on = person.leave_reason = None
    User.objects.filter(person=person, closed_by_leaving=True).update(is_active=True, closed_by_leaving=False)
    journal.record("person_returned", "Снова работает", by=by, at=at, subject=person, person=person)


@transaction.atomic
def part_with_leavers(*, at):
    """Daily: people whose last day is over lose the login and headed units. Returns how many."""
    on = dates.local(at).date()
    leavers = list(Person.objects.filter(left_on__lt=on, user__is_active=True))
    for person in leavers:
        _part_with(person)
    return len(leavers)


def _part_with(person):
    """Without pairs to decide about, the bank's records end the same day."""
    User.objects.filter(person=person, is_active=True).update(
        is_active=False, closed_by_leaving=True, sessions_epoch=F("sessions_epoch") + 1
    )
    Unit.objects.filter(head=person).update(head=None)
    open_pairs = PairMember.objects.filter(
        person=person, until__isnull=True, pair__state__in=(*DRAFT_STATES, *LIVE_STATES)
    )
    if not open_pairs.exists():
        Mentor.objects.filter(person=person, retired_on__isnull=True).update(retired_on=person.left_on)
        Mentee.objects.filter(person=person, retired_on__isnull=True).update(retired_on=person.left_on)
