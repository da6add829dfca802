"""The secret link of a personal calendar: given, replaced, taken back by its owner."""

import secrets

from django.db import transaction

from mentoring.actions import journal
from mentoring.kit.codes import token_mark
from mentoring.kit.verdict import Refused, no
from mentoring.models import CalendarFeed


@transaction.atomic
def open_feed(*, by, at):
    """A new link for the actor's own calendar; the one before stops working. Returns the token, shown once."""
    _has_person(by)
    token = secrets.token_urlsafe(32)
    feed, _ = CalendarFeed.objects.update_or_create(
        person=by.person, defaults={"token_sha256": token_mark(token), "created_at": at}
    )
    journal.record("feed_opened", "Создана ссылка на календарь", by=by, at=at, subject=feed, person=by.person)
    return token


@transaction.atomic
def close_feed(*, by, at):
    """The link stops working at once."""
    _has_person(by)
    feed = CalendarFeed.objects.filter(person=by.person).first()
    if feed is None:
        raise Refused(no("Ссылки на календарь и так нет."))
    journal.record("feed_closed", "Ссылка на календарь отозвана", by=by, at=at, subject=feed, person=by.person)
    feed.delete()


def _has_person(by):
    if by.person is None:
        raise Refused(no("У этой учётной записи нет карточки работника, календарь вести не по чему."))
