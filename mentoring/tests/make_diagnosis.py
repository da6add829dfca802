"""Makers of cards of difficulties, played through the real actions."""

from datetime import timedelta

from django.utils import timezone

from mentoring.actions.diagnosis import ask_card, save_part, send_sheet, start_opinion
from mentoring.models import Diagnosis, DiagnosisSheet
from mentoring.tests import make

HARD = {"method": [3, 2, 2, 3], "ict": [2, 3, None, 1], "subject": [0, 0, 1, 0], "health": [3]}
EASY = {"method": [1, 1, 0, 0], "ict": [2, 2, None, 3], "subject": [0, 0, 0, 0]}


def now(days=0):
    return timezone.now() + timedelta(days=days)


def asked(person, *, by, moment="entry", **terms):
    return fresh(ask_card(person, moment=moment, by=make.actor(by), at=terms.pop("at", now()), **terms))


def own_sheet(diagnosis):
    return DiagnosisSheet.objects.select_related("author", "diagnosis").get(diagnosis=diagnosis, side="self")


def fill(sheet, marks, *, important=(), strong=(), at=None):
    """Answer directions: {direction: marks in order}; None is «не могу оценить», fewer marks leave blanks."""
    by = make.actor(sheet.author)
    for place, values in marks.items():
        answers = {f"{place}_{n}": value for n, value in enumerate(values, 1)}
        ticks = {"important": place in important, "strong": place in strong}
        save_part(sheet, place, answers, **ticks, by=by, at=at or now())
    return sheet


def done(person, *, by, marks=None, at=None, **terms):
    """A card asked for, filled with HARD and sent."""
    ticks = {name: terms.pop(name, ()) for name in ("important", "strong")}
    diagnosis = asked(person, by=by, at=at or now(), **terms)
    sheet = fill(own_sheet(diagnosis), marks or HARD, **ticks, at=at)
    send_sheet(sheet, by=make.actor(person), at=at or now())
    return fresh(diagnosis)


def opinion(diagnosis, author, marks=None, *, send=True):
    """A second opinion of the head or a curator."""
    sheet = start_opinion(fresh(diagnosis), by=make.actor(author), at=now())
    sheet = DiagnosisSheet.objects.select_related("author", "diagnosis").get(pk=sheet.pk)
    fill(sheet, marks or EASY)
    if send:
        send_sheet(sheet, by=make.actor(author), at=now())
    sheet.refresh_from_db()
    return sheet


def fresh(diagnosis):
    return Diagnosis.objects.select_related("person__unit__head", "card", "pair", "asked_by").get(pk=diagnosis.pk)
