"""The second step of a sign-in: an application is connected, its codes are taken once, spare codes are given and used."""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.contrib.auth.hashers import check_password, make_password
from django.db import transaction
from django.urls import reverse

from mentoring import notifications
from mentoring.access import may_switch_factor_off
from mentoring.actions import account, journal
from mentoring.kit import dates, onetime
from mentoring.kit.codes import new_code, spaced, tidy
from mentoring.kit.verdict import Refused, no, require
from mentoring.models import RecoveryCode, SecondFactor

A_DAY = 96
IN_A_ROW = 5
CLOSED_FOR = timedelta(minutes=15)
SPARE = 8
WRONG = "Код не подошёл. Дождитесь нового кода и проверьте, верно ли идут часы телефона."
WRONG_SPARE = "Запасной код не подошёл. Каждый действует один раз."


@dataclass(frozen=True)
class Answer:
    """Whether a code was taken; `closed_until` when no more are listened to, `told` when a letter was written."""

    ok: bool
    reason: str = ""
    closed_until: datetime | None = None
    told: bool = False


def new_seed():
    """What the key of a new application is made of."""
    return secrets.token_urlsafe(24)


@transaction.atomic
def connect(user, seed, code, *, by, at):
    """Connect an application (the former one stops) that has shown a right code; every session of the login ends.

    Returns the spare codes, shown once. Raises Refused when the code is not of this key.
    """
    step = onetime.step_of(seed, code, at, after=0)
    if step is None:
        raise Refused(no(WRONG))
    SecondFactor.objects.filter(user=user).delete()
    factor = SecondFactor.objects.create(user=user, seed=seed, since=at, last_step=step)
    codes = _give_spare(factor)
    account.end_all_sessions(user)
    _tell(user, "Подключён второй шаг входа", "factor_connected", by, at)
    return codes


@transaction.atomic
def renew_spare(user, *, by, at):
    """New spare codes; the former ones stop. Returns them, shown once. Raises Refused without a second step."""
    factor = SecondFactor.objects.select_for_update().filter(user=user).first()
    if factor is None:
        raise Refused(no("Сначала подключите приложение."))
    factor.codes.all().delete()
    codes = _give_spare(factor)
    _tell(user, "Выданы новые запасные коды", "factor_renewed", by, at)
    return codes


@transaction.atomic
def switch_off(user, *, by, at):
    """Back to the password alone; every session ends. Raises Refused where the role obliges or there is nothing."""
    require(may_switch_factor_off(by))
    if not SecondFactor.objects.filter(user=user).delete()[0]:
        raise Refused(no("Второй шаг входа и так не подключён."))
    account.end_all_sessions(user)
    _tell(user, "Отключён второй шаг входа", "factor_off", by, at)


@transaction.atomic
def check(user, *, code="", spare="", at):
    """Take a code of the application or a spare one, either of them one time. Returns an Answer, never raises.

    No more than A_DAY tries a day; after IN_A_ROW wrong ones nothing is listened to for CLOSED_FOR, and the owner is
    told: whoever types codes already knows the password.
    """
    factor = SecondFactor.objects.select_for_update().get(user=user)
    closed = _closed(factor, at)
    if closed:
        return closed
    _count(factor, at)
    took = _take_spare(factor, spare, at) if spare else _take_code(factor, code, at)
    if took:
        factor.wrong, factor.closed_until = 0, None
        factor.save()
        return Answer(True, told=bool(spare))
    factor.wrong += 1
    told = factor.wrong >= IN_A_ROW
    if told:
        factor.wrong, factor.closed_until = 0, at + CLOSED_FOR
        _warn(user, factor, at)
    factor.save()
    return Answer(False, WRONG_SPARE if spare else WRONG, factor.closed_until if told else None, told)


def _closed(factor, at):
    if factor.closed_until and at < factor.closed_until:
        return Answer(False, "Слишком много неверных кодов.", factor.closed_until)
    if factor.day == dates.local(at).date() and factor.tries >= A_DAY:
        midnight = dates.local(at).replace(hour=0, minute=0, second=0, microsecond=0) + timedelta(days=1)
        return Answer(False, "На сегодня попытки кончились.", midnight)
    return None


def _count(factor, at):
    on = dates.local(at).date()
    factor.tries = factor.tries + 1 if factor.day == on else 1
    factor.day = on


def _take_code(factor, code, at):
    step = onetime.step_of(factor.seed, code, at, after=factor.last_step)
    if step is None:
        return False
    factor.last_step = step
    return True


def _take_spare(factor, typed, at):
    typed = tidy(typed)
    row = factor.codes.filter(letter=typed[:1], used_at__isnull=True).first() if typed else None
    if row is None or not check_password(typed, row.mark):
        return False
    RecoveryCode.objects.filter(pk=row.pk).update(used_at=at)
    left = factor.codes.filter(used_at__isnull=True).count()
    user = factor.user
    notifications.write(
        "factor_spare", to=account.addressee(user), at=at, path=reverse("factor"), time=dates.moment(at), left=left
    )
    return True


def _give_spare(factor):
    codes = {}
    while len(codes) < SPARE:
        code = new_code()
        codes.setdefault(code[0], code)
    RecoveryCode.objects.bulk_create(
        RecoveryCode(factor=factor, letter=letter, mark=make_password(code)) for letter, code in codes.items()
    )
    return [spaced(code) for code in codes.values()]


def _warn(user, factor, at):
    time, path = dates.clock(factor.closed_until), reverse("password_reset")
    notifications.write("factor_closed", to=account.addressee(user), at=at, path=path, time=time)


def _tell(user, heading, event, by, at):
    person = by.person
    journal.record(event, heading, by=by, at=at, subject=user, person=person)
    account.tell_of_change(user, "Подтверждение входа", at)
