"""What somebody writes through a public form: limited by address and e-mail, confirmed from the mailbox, forgotten in time."""

from datetime import timedelta

from django.db import transaction
from django.urls import reverse

from mentoring import notifications
from mentoring.access import SYSTEM, holders
from mentoring.actions import journal
from mentoring.choices import OutsideKind, OutsideState
from mentoring.kit import dates
from mentoring.kit.codes import new_token, token_mark
from mentoring.kit.text import listing, small_first, tidy
from mentoring.kit.verdict import Refused, no
from mentoring.models import OutsideApplication, User
from mentoring.office import office
from mentoring.queries.open_bank.agreement import data_agreement
from mentoring.workflow.open_bank import OUTSIDE

FIELDS = ("last_name", "first_name", "patronymic", "organization", "post", "text")
TOO_MANY = "С вашего адреса пишут слишком часто. Попробуйте через час или позвоните в кабинет наставничества."
OLD_LINK = "Ссылка больше не действует: её срок прошёл или она уже использована. Заполните форму ещё раз."
DONE = (OutsideState.ACCEPTED, OutsideState.DECLINED)


class TooMany(Refused):
    """This network address has written too often."""


@transaction.atomic
def apply_from_outside(kind, *, email, sender, directions, wished_mentor=None, at, **values):
    """Keep an unconfirmed application and write the confirming letter. `sender` is a print of the network address.

    Answers nothing: whether the e-mail is known here, or has had its letters today, is not to be learnt. Raises TooMany.
    """
    get = office().setting
    recent = OutsideApplication.objects.filter(sender_mark=sender, created_at__gt=at - timedelta(hours=1))
    if recent.count() >= get("outside_per_address"):
        raise TooMany(no(TOO_MANY))
    email = User.objects.clean_email(email)
    today = OutsideApplication.objects.filter(email=email, created_at__gt=at - timedelta(days=1))
    if today.count() >= get("outside_per_email"):
        return
    values = {name: tidy(values.get(name, "")) for name in FIELDS}
    text, wording = data_agreement(" ".join(filter(None, (values[n] for n in FIELDS[:3]))))
    token = new_token()
    until = at + timedelta(hours=get("outside_confirm_hours"))
    row = OutsideApplication.objects.create(
        kind=OutsideKind(kind),
        email=email,
        wished_mentor=wished_mentor,
        consent_text=text,
        consent_wording=wording,
        token_sha256=token_mark(token),
        sender_mark=sender,
        created_at=at,
        confirm_until=until,
        **values,
    )
    row.directions.set(directions)
    path = reverse("bank_confirm_link", args=[token])
    notifications.write("outside_confirm", to=email, at=at, path=path, time=dates.moment(until))


def waiting_for(token, at):
    """The application whose letter held this token and is still to be confirmed, or None."""
    rows = OutsideApplication.objects.filter(state=OutsideState.UNCONFIRMED, confirm_until__gt=at)
    return rows.filter(token_sha256=token_mark(token)).first() if token else None


@transaction.atomic
def confirm_application(token, *, at):
    """The mailbox is the sender's: the curators see the application. The token works once. Raises Refused."""
    row = waiting_for(token, at)
    if row is None:
        raise Refused(no(OLD_LINK))
    due = office().add_working_days(_day(at), office().setting("outside_answer_days"))
    OUTSIDE.claim("confirm", row, by=SYSTEM, confirmed_at=at, due=due, token_sha256="", sender_mark="")
    heading = f"{row.get_kind_display()}: {row.full_name}, {row.organization}"
    journal.record("outside_received", heading, by=SYSTEM, at=at, subject=row)
    notifications.write_all(
        "outside_received",
        holders("curator", _day(at)),
        at=at,
        path=reverse("outside_detail", args=[row.pk]),
        person=row.full_name,
        organisation=row.organization,
        directions=listing([small_first(d.short) for d in row.directions.all()]) or "направления не названы",
        date=dates.words(due),
    )
    return row


@transaction.atomic
def forget_old(*, at):
    """Daily: unconfirmed ones expire and go, prints of addresses with them; answered ones go after their time.

    Returns how many are gone.
    """
    get = office().setting
    rows = OutsideApplication.objects
    for row in rows.filter(state=OutsideState.UNCONFIRMED, confirm_until__lte=at):
        OUTSIDE.move("expire", row, token_sha256="")
    stale = rows.filter(confirmed_at__isnull=True, created_at__lt=at - timedelta(days=get("outside_unconfirmed_days")))
    done = rows.filter(state__in=DONE, decided_at__lt=at - timedelta(days=get("outside_keep_days")))
    return sum(part.delete()[1].get("mentoring.OutsideApplication", 0) for part in (stale, done))


def _day(at):
    return dates.local(at).date()
