"""Leaving the college and coming back."""

from django.db import transaction
from django.db.models import F

from mentoring.access import may_edit_person
from mentoring.actions import journal
from mentoring.choices.pair import DRAFT_STATES, LIVE_STATES
from mentoring.kit import dates
from mentoring.kit.verdict import Refused, no, require
from mentoring.models import Mentee, Mentor, PairMember, Person, RoleAssignment, Unit, User


@transaction.atomic
def mark_left(person, *, on, reason, by, at):
    """The person leaves on a date. Offices end that day; when it has come, the login closes and headed units are free.

    Live pairs stay for the curator to decide. Raises Refused: not a keeper, already gone, earlier than the hire date.
    """
    require(may_edit_person(by, person))
    if person.hired_on and on < person.hired_on:
        raise Refused(no(f"Дата ухода раньше даты приёма ({dates.short(person.hired_on)}). Исправьте одну из них."))
    if not Person.objects.filter(pk=person.pk, left_on__isnull=True).update(left_on=on, leave_reason=reason):
        raise Refused(no("Дата ухода уже записана. Обновите страницу."))
    person.left_on, person.leave_reason = on, reason
    for role in RoleAssignment.objects.filter(person=person, until__isnull=True):
        RoleAssignment.objects.filter(pk=role.pk).update(until=max(on, role.since))
    if on <= dates.today():
        _part_with(person)
    heading = f"Уходит {dates.words(on)}: {reason}" if reason else f"Уходит {dates.words(on)}"
    journal.record("person_left", heading, by=by, at=at, subject=person, person=person)


@transaction.atomic
def mark_returned(person, *, by, at):
    """The recorded leaving was a mistake, or the person is back: the login opens; offices are given anew."""
    require(may_edit_person(by, person))
    if not Person.objects.filter(pk=person.pk, left_on__isnull=False).update(left_on=None, leave_reason=None):
        raise Refused(no(f"{person.full_name} работает. Возвращать не нужно."))
    person.left_on = person.leave_reason = None
    User.objects.filter(person=person).update(is_active=True)
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
    User.objects.filter(person=person).update(is_active=False, sessions_epoch=F("sessions_epoch") + 1)
    Unit.objects.filter(head=person).update(head=None)
    open_pairs = PairMember.objects.filter(
        person=person, until__isnull=True, pair__state__in=(*DRAFT_STATES, *LIVE_STATES)
    )
    if not open_pairs.exists():
        Mentor.objects.filter(person=person, retired_on__isnull=True).update(retired_on=person.left_on)
        Mentee.objects.filter(person=person, retired_on__isnull=True).update(retired_on=person.left_on)
