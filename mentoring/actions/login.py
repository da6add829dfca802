"""Logins as the administrator keeps them: opened, closed, let into the administration, unlocked."""

from axes.utils import reset
from django.db import transaction
from django.urls import reverse

from mentoring import notifications
from mentoring.access import SYSTEM, holders
from mentoring.actions import account, journal
from mentoring.choices import Role
from mentoring.kit import dates
from mentoring.kit.verdict import YES, Refused, first_no, no, require
from mentoring.models import Person, SecondFactor, User

ENTERING = (Role.CURATOR, Role.ADMIN)


def may_keep_logins(actor, user):
    """The administrator keeps everybody's login but the own one."""
    if not actor.has(Role.ADMIN):
        return no("Входами распоряжается администратор.")
    if actor.person and user.pk == actor.person.user_id:
        return no("Свой вход меняет другой администратор.")
    return YES


@transaction.atomic
def change_login(user, *, is_active, is_staff, by, at):
    """Open or close a login and its way into the administration; closing ends every session. Returns the User.

    Raises Refused: not the administrator, the own login, a person who has left, no role for the administration.
    """
    user = User.objects.select_for_update().get(pk=user.pk)
    person = Person.objects.filter(user=user).first()
    require(first_no(may_keep_logins(by, user), _may_open(user, person, is_active), _may_enter(user, person, is_staff)))
    told = _told(user, is_active, is_staff)
    if not told:
        return user
    closes = user.is_active and not is_active
    user.is_active, user.is_staff, user.closed_by_leaving = is_active, is_staff, False
    user.save(update_fields=["is_active", "is_staff", "closed_by_leaving"])
    if closes:
        account.end_all_sessions(user)
    journal.record("login_changed", told, by=by, at=at, subject=user, person=person)
    return user


@transaction.atomic
def end_sessions(user, *, by, at):
    """Sign a person out on every device."""
    require(may_keep_logins(by, user))
    account.end_all_sessions(user)
    _record("sessions_ended", "Завершены все сеансы", user, by, at)


@transaction.atomic
def end_one_session(user, mark, *, by, at):
    """Sign a person out in one browser. Raises Refused when it is over already."""
    require(may_keep_logins(by, user))
    account.end_session(user, mark)
    _record("session_ended", "Завершён один вход", user, by, at)


@transaction.atomic
def reset_factor(user, *, by, at):
    """Take off a second step whose phone and spare codes are lost; every session ends, the owner is told.

    The command line does it as SYSTEM: for the college's only administrator there is nobody else to ask.
    """
    if by is not SYSTEM:
        require(may_keep_logins(by, user))
    if not SecondFactor.objects.filter(user=user).delete()[0]:
        raise Refused(no("Второй шаг входа и так не подключён."))
    account.end_all_sessions(user)
    notifications.write(
        "factor_reset", to=account.addressee(user), at=at, path=reverse("factor"), time=dates.moment(at)
    )
    _record("factor_reset", "Сброшен второй шаг входа", user, by, at)


@transaction.atomic
def unlock_login(user, *, by, at):
    """Take away the lock that wrong passwords put on an address."""
    require(may_keep_logins(by, user))
    reset(username=user.email)
    _record("login_unlocked", "Снята блокировка входа", user, by, at)


def _may_open(user, person, is_active):
    if is_active and not user.is_active and person and person.left_on and person.left_on <= dates.today():
        return no(f"Последний день – {dates.words(person.left_on)}. Вход не открываем.")
    return YES


def _may_enter(user, person, is_staff):
    if not is_staff or user.is_staff:
        return YES
    if person and any(holders(role).filter(pk=person.pk).exists() for role in ENTERING):
        return YES
    return no("В администрирование входят куратор и администратор. Сначала назначьте роль.")


def _told(user, is_active, is_staff):
    """«Вход закрыт. Администрирование закрыто.», empty when nothing changes."""
    parts = []
    if user.is_active != is_active:
        parts.append("Вход открыт" if is_active else "Вход закрыт")
    if user.is_staff != is_staff:
        parts.append("Администрирование открыто" if is_staff else "Администрирование закрыто")
    return ". ".join(parts)


def _record(event, heading, user, by, at):
    journal.record(event, heading, by=by, at=at, subject=user, person=Person.objects.filter(user=user).first())
