"""Versions of a consent's wording: published ones are never edited; everybody is asked about a new one in one act."""

import re

from django.db import transaction
from django.urls import reverse

from mentoring import notifications
from mentoring.access import may_keep_consents
from mentoring.actions import journal
from mentoring.choices import ConsentKind
from mentoring.kit import dates
from mentoring.kit.text import count_of, listing, small_first, tidy
from mentoring.kit.verdict import Refused, no, require
from mentoring.models import ConsentText
from mentoring.office import office
from mentoring.queries.consent import latest_text
from mentoring.queries.consent_round import to_ask
from mentoring.workflow.consent import CONSENT

_HOLE = re.compile(r"\{([^{}]*)\}")


@transaction.atomic
def publish_text(kind, *, text, revoke, since, by, at):
    """Publish the next version of a wording; it is asked from `since` on. Returns the ConsentText.

    Raises Refused: not the curator or the administrator, nothing changed, a place the system cannot fill, a date past.
    """
    require(may_keep_consents(by))
    newest = ConsentText.objects.filter(kind=kind).order_by("-version").first()
    text, revoke = tidy(text), tidy(revoke)
    _check(newest, text, revoke, since, dates.local(at).date())
    published = ConsentText.objects.create(
        kind=kind,
        version=newest.version + 1,
        name=newest.name,
        text=text,
        who=newest.who,
        revoke=revoke,
        blocks=newest.blocks,
        document=newest.document,
        since=since,
    )
    heading = f"Новая редакция № {published.version}: {small_first(newest.name)}, с {dates.words(since)}"
    changes = [{"part": "Текст", "was": newest.text, "became": text}]
    journal.record("consent_text_published", heading, by=by, at=at, subject=published, changes=changes)
    return published


@transaction.atomic
def ask_everybody(kind, *, by, at):
    """Everybody whose consent stands on an older text (or year, where the college renews them) is asked anew.

    The old consents stay in force until they are answered. Returns how many were asked; raises Refused when nobody is
    to be asked or the reader may not.
    """
    require(may_keep_consents(by))
    text, on = latest_text(kind), dates.local(at).date()
    consents = list(to_ask(kind).select_related("person", "text"))
    if not consents:
        raise Refused(no("Спрашивать некого: все ответили на действующий текст."))
    due = office().add_working_days(on, office().setting("consent_answer_days"))
    for consent in consents:
        CONSENT.claim("ask_again", consent, by=by, asked_text=text, due=due, refused_on=None, requested_at=at)
        path = reverse("consent_answer", args=[consent.pk])
        notifications.write(
            "consent_renewed", to=consent.person, at=at, path=path, date=dates.words(due), name=small_first(text.name)
        )
    heading = f"Спросили о новой редакции № {text.version}: {count_of(len(consents), 'person')}"
    journal.record("consent_asked_again", heading, by=by, at=at, subject=text)
    return len(consents)


def known_places(kind):
    """Names of the places the system fills in this kind: those of the text it came with."""
    first = ConsentText.objects.filter(kind=kind).order_by("version").first()
    return sorted(set(_HOLE.findall(first.text))) if first else []


def _check(newest, text, revoke, since, on):
    if newest is None:
        raise Refused(no("Такого вида согласия нет."))
    if not text:
        raise Refused(no("Напишите текст согласия."))
    if (text, revoke) == (newest.text, newest.revoke):
        raise Refused(no("Текст не изменился. Новая редакция не нужна."))
    if since < on:
        raise Refused(no("Редакция не действует задним числом. Поставьте сегодняшний день или позже."))
    if since < newest.since:
        raise Refused(no(f"Уже есть редакция с {dates.words(newest.since)}. Поставьте этот день или позже."))
    known = known_places(newest.kind)
    strange = sorted({place for place in _HOLE.findall(text) if place not in known})
    if strange or text.count("{") != text.count("}"):
        words = f": {listing([f'{{{place}}}' for place in strange])}" if strange else ""
        raise Refused(no(f"Система не знает, чем заполнить скобки{words}. Можно: {_listed(known)}."))
    if "{fio}" not in text:
        raise Refused(no("Оставьте {fio}: согласие даёт человек по имени."))


def _listed(places):
    return listing([f"{{{place}}}" for place in places])


KINDS = tuple(ConsentKind.values)
