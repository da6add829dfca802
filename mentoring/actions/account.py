"""A person's own login: passwords, sessions, how pages look."""

from datetime import timedelta

from django.db import transaction
from django.db.models import F
from django.urls import reverse
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_encode

from mentoring import notifications
from mentoring.kit import dates
from mentoring.kit.tokens import INVITATION, RESET
from mentoring.kit.verdict import Refused, no
from mentoring.models import Letter, Person, User

TOKENS = {"invitation": INVITATION, "password_set": RESET}
RESETS_AN_HOUR = 3


def password_link(user, url_name):
    """The one-time path where `user` sets a password: «invitation» or «password_set»."""
    uid = urlsafe_base64_encode(force_bytes(user.pk))
    return reverse(url_name, args=[uid, TOKENS[url_name].make_token(user)])


@transaction.atomic
def ask_new_password(email, *, at):
    """Write the reset letter if an open login has this address, RESETS_AN_HOUR at most.

    Says nothing either way, so that nobody learns who is here.
    """
    users = User.objects.select_for_update().filter(email=User.objects.clean_email(email), is_active=True)
    user = users.first()
    if user is None:
        return
    to = _addressee(user)
    if len(letters_since("password_reset", to, at - timedelta(hours=1))) < RESETS_AN_HOUR:
        path, until = password_link(user, "password_set"), dates.moment(at + RESET.lasts)
        notifications.write("password_reset", to=to, at=at, path=path, time=until)


def letters_since(code, to, since):
    """Letters of one kind written lately to a person or an address, the newest first."""
    address = to if isinstance(to, str) else to.email
    return Letter.objects.filter(code=code, address=address, created_at__gt=since).order_by("-created_at")


def _addressee(user):
    """The person with an address, else the login's own."""
    return Person.objects.filter(user=user, email__isnull=False).first() or user.email


@transaction.atomic
def tell_of_lock(email, *, closed_for, at):
    """Tell the owner that wrong passwords have closed the sign-in: once per lock, nobody at a stranger's address.

    Returns the Letter or None.
    """
    user = User.objects.filter(email=User.objects.clean_email(email), is_active=True).first()
    if user is None:
        return None
    to = _addressee(user)
    if letters_since("sign_in_locked", to, at - closed_for).exists():
        return None
    time, path = dates.clock(at + closed_for), reverse("password_reset")
    return notifications.write("sign_in_locked", to=to, at=at, path=path, time=time)


@transaction.atomic
def set_password(user, password, *, at):
    """Set a new password, end every other session and tell the owner.

    Raises Refused when another window has set one since `user` was read: a link sent by letter works once.
    """
    held = User.objects.select_for_update().get(pk=user.pk)
    if held.password != user.password:
        raise Refused(no("Пароль только что задали в другом окне. Войдите с ним."))
    user.set_password(password)
    user.sessions_epoch = F("sessions_epoch") + 1
    user.save(update_fields=["password", "sessions_epoch"])
    user.refresh_from_db()
    _tell(user, "Пароль", at)


@transaction.atomic
def end_all_sessions(user):
    """Sign the person out on every device, this one included."""
    User.objects.filter(pk=user.pk).update(sessions_epoch=F("sessions_epoch") + 1)


def set_display(user, *, scheme, scale):
    User.objects.filter(pk=user.pk).update(scheme=scheme, scale=scale)


def _tell(user, what, at):
    person = Person.objects.filter(user=user).first()
    notifications.write("security_changed", to=person or user.email, at=at, what=what, time=dates.moment(at))
