"""Sending the outbox: urgent letters at once, the rest as one letter a day."""

from collections import defaultdict

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.template.loader import render_to_string

from mentoring.models import Letter
from mentoring.office import office

MAX_ATTEMPTS = 8
ONE_TIME = ("account_invite", "outside_confirm", "password_reset")


def send_urgent(*, at):
    """Send every unsent «now» letter; returns how many went out. A failed one stays with its error and is tried again."""
    waiting = Letter.objects.filter(sent_at__isnull=True, send="now", attempts__lt=MAX_ATTEMPTS).select_related(
        "person"
    )
    return sum(_send([letter], letter.subject, at) for letter in waiting.order_by("created_at", "id")[:200])


def send_digests(*, at):
    """One letter to each person with everything written since the last one; returns how many people got it."""
    waiting = Letter.objects.filter(
        sent_at__isnull=True, send__in=["digest", "weekly"], attempts__lt=MAX_ATTEMPTS
    ).select_related("person")
    by_address = defaultdict(list)
    for letter in waiting.order_by("created_at", "id")[:5000]:
        by_address[letter.address].append(letter)
    return sum(_send(letters, _digest_subject(letters), at) for letters in by_address.values())


def _digest_subject(letters):
    if len(letters) == 1:
        return letters[0].subject
    return f"{letters[0].subject} и ещё {len(letters) - 1}"


def _send(letters, subject, at):
    """Claim, send, and on failure give the claim back: two workers never send the same letter twice."""
    keys = [letter.pk for letter in letters]
    with transaction.atomic():
        claimed = Letter.objects.filter(pk__in=keys, sent_at__isnull=True).update(sent_at=at)
    if claimed != len(keys):
        return 0
    body = render_to_string(
        "email/letter.txt",
        {
            "greeting": letters[0].person.greeting if letters[0].person else "",
            "letters": letters,
            "site": settings.SITE_URL,
            "office": office(),
        },
    )
    try:
        EmailMessage(subject, body, to=[letters[0].address]).send()
    except OSError as error:
        for letter in letters:
            Letter.objects.filter(pk=letter.pk).update(
                sent_at=None, attempts=letter.attempts + 1, error=f"{type(error).__name__}: {error}"[:300]
            )
        return 0
    Letter.objects.filter(pk__in=keys, code__in=ONE_TIME).update(path="")
    return 1
