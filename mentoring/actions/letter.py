"""Sending the outbox: urgent letters at once, the rest as one letter a day.

Nothing is lost: a letter is claimed for a few minutes, sent, and only then marked as sent. While the mail server is away
everything waits; an address that refuses is given up after several attempts and shown to the office.
"""

from collections import defaultdict
from datetime import timedelta
from smtplib import SMTPDataError, SMTPRecipientsRefused
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.template.loader import render_to_string
from django.utils.crypto import salted_hmac

from mentoring.kit.dates import local
from mentoring.models import Letter, LetterDay
from mentoring.models.letter import IN_DIGEST
from mentoring.notifications import compose
from mentoring.office import office

MAX_REFUSALS = 8
LEASE = timedelta(minutes=10)
ONE_TIME = ("account_invite", "outside_confirm", "password_reset")
REFUSED = (SMTPRecipientsRefused, SMTPDataError, ValueError)  # this letter is to blame; anything else is the server


class ServerAway(Exception):
    """The mail server does not answer: the round ends, everything waits for the next one."""


def send_urgent(*, at):
    """Send every unsent «now» letter; returns how many went out. A failed one stays with its error and is tried again."""
    ready = Letter.objects.ready(at).filter(send="now").select_related("person").order_by("created_at", "id")
    return _until_server_away(lambda letter: _send([letter], letter.subject, at), ready[:200])


def send_digests(*, at):
    """One letter to each person with everything written since the last one; returns how many people got it.

    Nobody gets a second one on the same day; whose reminder the curator may still stop waits with all of it.
    """
    on = local(at).date()
    held = set(Letter.objects.held(at).values_list("address", flat=True))
    passed = held | set(LetterDay.objects.filter(day=on).values_list("address", flat=True))
    ready = Letter.objects.ready(at).filter(send__in=IN_DIGEST).exclude(address__in=passed).select_related("person")
    by_address = defaultdict(list)
    for letter in ready.order_by("created_at", "id")[:5000]:
        by_address[letter.address].append(letter)
    return _until_server_away(lambda letters: _gathered(letters, on, at), by_address.values())


def send_unrecorded(code, people, *, at, path, **values):
    """Send each of `people` a letter of which no row is kept, neither of the letter nor of its day.

    For mail whose very list of readers must not be known afterwards. What the server refuses is not tried again.
    """
    letters = [compose(code, to=person, at=at, path=path, **values) for person in people]
    _until_server_away(_send_and_forget, [letter for letter in letters if letter])


def _send_and_forget(letter):
    try:
        return _message([letter], letter.subject).send()
    except REFUSED:
        return 0
    except OSError as error:
        raise ServerAway from error


def _until_server_away(send, parcels):
    sent = 0
    for parcel in parcels:
        try:
            sent += send(parcel)
        except ServerAway:
            break
    return sent


def _gathered(letters, on, at):
    sent = _send(letters, _digest_subject(letters), at)
    if sent:
        LetterDay.objects.get_or_create(
            address=letters[0].address, day=on, defaults={"sent_at": at, "letters": len(letters)}
        )
    return sent


def _digest_subject(letters):
    if len(letters) == 1:
        return letters[0].subject
    return f"{letters[0].subject} и ещё {len(letters) - 1}"


def _send(letters, subject, at):
    """Claim, send, mark: two workers never send the same letter twice, and one that was killed loses nothing."""
    keys = [letter.pk for letter in letters]
    if not _claimed(keys, at):
        return 0
    try:
        _message(letters, subject).send()
    except (OSError, ValueError) as error:
        _failed(letters, error, at)
        if isinstance(error, REFUSED):
            return 0
        raise ServerAway from error
    Letter.objects.filter(pk__in=keys).update(sent_at=at, claimed_until=None, error="")
    Letter.objects.filter(pk__in=keys, code__in=ONE_TIME).update(path="")
    return 1


def _claimed(keys, at):
    """All of them or none: a part that another worker has taken is left to it."""
    with transaction.atomic():
        taken = Letter.objects.ready(at).filter(pk__in=keys).update(claimed_until=at + LEASE)
        if taken != len(keys):
            transaction.set_rollback(True)
    return taken == len(keys)


def _message(letters, subject):
    body = render_to_string(
        "email/letter.txt",
        {
            "greeting": letters[0].person.greeting if letters[0].person else "",
            "letters": letters,
            "site": settings.SITE_URL,
            "office": office(),
        },
    )
    message = EmailMessage(subject, body, to=[letters[0].address], headers=_named(letters))
    for number, letter in enumerate((one for one in letters if one.calendar), 1):
        method = "CANCEL" if "METHOD:CANCEL" in letter.calendar else "REQUEST"
        message.attach(f"meeting-{number}.ics", letter.calendar, f"text/calendar; method={method}")
    return message


def _named(letters):
    """A name that stays when the same letters are sent again after a kill: mailboxes know the second by it."""
    keys = [letter.pk for letter in letters]
    if None in keys:
        return {}  # a letter of which no row is kept
    name = salted_hmac("mentoring.letter", repr(keys), algorithm="sha256").hexdigest()[:32]
    return {"Message-ID": f"<{name}@{urlsplit(settings.SITE_URL).hostname}>"}


def _failed(letters, error, at):
    told = f"{type(error).__name__}: {error}"[:300]
    for letter in letters:
        attempts = letter.attempts + 1
        gave_up = at if isinstance(error, REFUSED) and attempts >= MAX_REFUSALS else None
        Letter.objects.filter(pk=letter.pk).update(
            claimed_until=None, attempts=attempts, error=told, gave_up_at=gave_up
        )
