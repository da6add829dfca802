"""A person's own login: passwords, sessions, how pages look."""

from datetime import timedelta

from django.db import transaction
from django.db.models import F
from django.urls import reverse
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_encode

from mentoring import notifications
from mentoring.kit import dates
from mentoring.kit.codes import token_mark
from mentoring.kit.tokens import INVITATION, RESET
from mentoring.kit.verdict import Refused, no
from mentoring.models import Letter, Person, Session, User

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
    to = addressee(user)
    if len(letters_since("password_reset", to, at - timedelta(hours=1))) < RESETS_AN_HOUR:
        path, until = password_link(user, "password_set"), dates.moment(at + RESET.lasts)
        notifications.write("password_reset", to=to, at=at, path=path, time=until)


def letters_since(code, to, since):
    """Letters of one kind written lately to a person or an address, the newest first."""
    address = to if isinstance(to, str) else to.email
    return Letter.objects.filter(code=code, address=address, created_at__gt=since).order_by("-created_at")


def addressee(user):
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
    to = addressee(user)
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
    user.save(update_fields=["password"])
    end_all_sessions(user)
    tell_of_change(user, "Пароль", at)


@transaction.atomic
def end_all_sessions(user):
    """Sign the person out on every device, this one included; `user` is read anew, so that a view may keep its own session."""
    User.objects.filter(pk=user.pk).update(sessions_epoch=F("sessions_epoch") + 1)
    Session.objects.filter(user_id=user.pk).delete()
    user.refresh_from_db()


@transaction.atomic
def end_session(user, mark):
    """Sign the person out in one browser; `mark` is the token_mark of its session. Returns the ended Session.

    Raises Refused when it is over already.
    """
    row = session_by_mark(user, mark)
    if row is None or not Session.objects.filter(pk=row.pk).delete()[0]:
        raise Refused(no("Этот вход уже завершён."))
    return row


def session_by_mark(user, mark):
    """The session of a login that a page names without giving its key away."""
    rows = Session.objects.filter(user_id=user.pk).only("session_key", "session_data", "expire_date")
    return next((row for row in rows if token_mark(row.session_key) == mark), None)


def set_display(user, *, scheme, scale, spacing, pictures):
    User.objects.filter(pk=user.pk).update(scheme=scheme, scale=scale, spacing=spacing, pictures=pictures)


def tell_of_change(user, what, at):
    """Tell the owner what of the login was changed: «Пароль», in the neuter of the letter's «изменено»."""
    notifications.write("security_changed", to=addressee(user), at=at, what=what, time=dates.moment(at))


def forget_ended(*, at):
    """Daily: sessions that ended by themselves leave nothing behind. Returns how many."""
    return Session.objects.filter(expire_date__lt=at).delete()[0]
