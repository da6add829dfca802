"""Who keeps personal data: the register, readings of everybody, depersonalization; one's own is everybody's."""

from mentoring.access import SYSTEM
from mentoring.choices import Role
from mentoring.choices.pair import DRAFT_STATES, LIVE_STATES
from mentoring.kit.dates import short, today
from mentoring.kit.verdict import YES, first_no, no
from mentoring.models import PairMember, RoleAssignment
from mentoring.office import office
from monitoring.choices.privacy import JobState
from monitoring.models import Depersonalization, PersonArchive, Reading


def may_keep_privacy(actor):
    """The register of fields, everybody's readings, terms."""
    kept = actor is SYSTEM or actor.has(Role.CURATOR, Role.ADMIN)
    return YES if kept else no("Учёт персональных данных ведут куратор и администратор.")


def readings_for(actor):
    """Everybody's for who keeps them, else those of one's own data."""
    rows = Reading.objects.all()
    if may_keep_privacy(actor):
        return rows
    return rows.filter(person=actor.person) if actor.person else rows.none()


def archives_for(actor):
    """One's own alone: nobody takes another's archive, the administrator neither."""
    return PersonArchive.objects.filter(person=actor.person) if actor.person else PersonArchive.objects.none()


def depersonalizations_for(actor):
    return Depersonalization.objects.all() if may_keep_privacy(actor) else Depersonalization.objects.none()


def may_depersonalize(actor, person, on=None):
    """Only who has left, long enough ago, with nothing open; nobody does it alone to himself."""
    return first_no(
        may_keep_privacy(actor), _not_oneself(actor, person), _is_gone(person, on or today()), _is_free(person)
    )


def _not_oneself(actor, person):
    return no("Себя не обезличивают.") if actor.is_person(person) else YES


def _is_gone(person, on):
    if person.left_on is None:
        return no("Человек работает. Обезличить можно того, кто ушёл.")
    days = office().setting("depersonalize_days")
    if (on - person.left_on).days < days:
        return no(f"Последний день – {short(person.left_on)}. Обезличить можно через {days} дн. после него.")
    return YES


def _is_free(person):
    if Depersonalization.objects.filter(person=person).exclude(state=JobState.FAILED).exists():
        return no("Эта запись уже обезличена или ждёт очереди.")
    open_pairs = PairMember.objects.filter(
        person=person, until__isnull=True, pair__state__in=(*DRAFT_STATES, *LIVE_STATES)
    )
    if open_pairs.exists():
        return no("Человек состоит в паре, которая не закончена. Сначала решите, что с парой.")
    if RoleAssignment.objects.filter(person=person, until__isnull=True).exists():
        return no("За человеком числится роль. Сначала закончите её в карточке.")
    return YES
