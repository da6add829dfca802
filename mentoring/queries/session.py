"""Where a person is signed in now."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from django.conf import settings
from django.contrib.auth import HASH_SESSION_KEY
from django.utils.crypto import constant_time_compare

from mentoring.kit.browser import UNKNOWN
from mentoring.kit.codes import token_mark
from mentoring.models import Person, SecondFactor, Session, User
from mentoring.sessions import BEGAN, BROWSER, NETWORK

MOST = 50


@dataclass(frozen=True)
class SignedIn:
    """One browser. `seen` is the last request, some minutes late; `mark` names it without giving the key away."""

    mark: str
    browser: str
    network: str
    since: datetime
    seen: datetime
    here: bool


@dataclass(frozen=True)
class Factor:
    since: datetime
    left: int


def asks_code(user):
    """Whether a code follows this login's password."""
    return SecondFactor.objects.filter(user=user).exists()


def users_with_code():
    """Open logins with a second step."""
    return User.objects.filter(is_active=True, factor__isnull=False)


def people_with_login():
    return Person.objects.select_related("user").filter(user__isnull=False)


def sessions_of(user, *, now, here=""):
    """Live sessions of a login, this one (`here` is its key) first, then the latest used."""
    rows = Session.objects.filter(user=user, expire_date__gt=now).order_by("-expire_date")[:MOST]
    found = [
        _signed_in(row, data, here)
        for row, data in ((row, row.get_decoded()) for row in rows)
        if _lives(user, data, now)
    ]
    return sorted(found, key=lambda line: not line.here)


def _lives(user, data, now):
    """Neither ended by a change of the password nor older than a working day."""
    hashes = (user.get_session_auth_hash(), *user.get_session_auth_fallback_hash())
    whole = any(constant_time_compare(data.get(HASH_SESSION_KEY, ""), mark) for mark in hashes)
    return whole and data.get(BEGAN, 0) + settings.SESSION_LASTS > now.timestamp()


def _signed_in(row, data, here):
    return SignedIn(
        mark=token_mark(row.session_key),
        browser=data.get(BROWSER, UNKNOWN),
        network=data.get(NETWORK, ""),
        since=datetime.fromtimestamp(data[BEGAN], UTC),
        seen=row.expire_date - timedelta(seconds=settings.SESSION_COOKIE_AGE),
        here=row.session_key == here,
    )


def factor_of(user):
    """The second step of a login with what is left of its spare codes, None when there is none."""
    row = SecondFactor.objects.filter(user=user).first()
    return Factor(row.since, row.codes.filter(used_at__isnull=True).count()) if row else None
