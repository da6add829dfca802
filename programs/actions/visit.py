"""Visits of lessons either way (R30, clause 4.2): what was seen, how it was mended, what was agreed."""

from datetime import timedelta

from django.db import transaction
from django.urls import reverse

from mentoring import notifications
from mentoring.actions import journal
from mentoring.choices import Audience
from mentoring.kit import dates
from mentoring.kit.text import tidy
from mentoring.kit.verdict import Refused, require
from programs import access
from programs.choices import EventState
from programs.models import LessonVisit

from .desk import day_of, refuse

LIMITS = {"group": 60, "subject": 200, "topic": 300, "found": 4000, "mended": 4000, "next_step": 4000}
EARLIEST = timedelta(days=60)


@transaction.atomic
def write_visit(*, program, visitor, day, by, at, event=None, **texts):
    """Write down a visit of a lesson. `visitor` came to the lesson of the other side's person; texts are those of LIMITS.

    The teacher is the other side's only person, or `teacher` of a group. Refuses future days, strangers, empty topics.
    """
    require(access.may_write_visit(by, program))
    values = _values(program, visitor, texts.pop("teacher", None), day, at, event=event) | _said(texts)
    visit = LessonVisit.objects.create(program=program, author=by.person, created_at=at, **values)
    _tell("visit_write", f"Записано посещение занятия {dates.words(day)}: «{visit.topic}»", visit, by=by, at=at)
    people = [person for person in (visit.visitor, visit.teacher) if not by.is_person(person)]
    path = reverse("visit_detail", args=[visit.pk])
    notifications.write_all(
        "visit_written", people, at=at, path=path, author=by.person.short_name, date=dates.words(day)
    )
    return visit


@transaction.atomic
def edit_visit(*, visit, visitor, day, by, at, event=None, **texts):
    """Its author mends the record; the other side is to read it again."""
    require(access.may_edit_visit(by, visit))
    values = _values(visit.program, visitor, texts.pop("teacher", None), day, at, event=event) | _said(texts)
    LessonVisit.objects.filter(pk=visit.pk).update(**values, edited_at=at, read_at=None)
    visit.refresh_from_db()
    _tell("visit_edit", f"Исправлена запись о посещении занятия {dates.words(day)}", visit, by=by, at=at)


@transaction.atomic
def read_visit(*, visit, by, at):
    """The other of the two has read what was written."""
    require(access.may_read_visit(by, visit))
    if not LessonVisit.objects.filter(pk=visit.pk, read_at=None).update(read_at=at):
        raise Refused(access.may_read_visit(by, LessonVisit.objects.get(pk=visit.pk)))
    _tell("visit_read", f"Прочитана запись о посещении занятия {dates.words(visit.day)}", visit, by=by, at=at)


def _values(program, visitor, teacher, day, at, *, event):
    people = access.people_of(program)
    if visitor not in people:
        refuse("Выберите, кто посетил занятие.")
    others = [person for person in people if person != visitor]
    teacher = teacher or (others[0] if len(others) == 1 else None)
    if teacher not in others:
        refuse("Выберите, чьё это было занятие.")
    if day > day_of(at):
        refuse("Это занятие ещё впереди. Запишите его после посещения.")
    if day < program.pair.since - EARLIEST:
        refuse(f"Дата раньше начала работы пары, {dates.words(program.pair.since)}. Проверьте год.")
    own = event is not None and event.program_id == program.pk and event.state != EventState.REMOVED
    return {"visitor": visitor, "teacher": teacher, "day": day, "event": event if own else None}


def _said(texts):
    said = {name: tidy(texts.get(name, "")) for name in LIMITS}
    if not said["topic"]:
        refuse("Укажите тему занятия.")
    if not said["found"]:
        refuse("Напишите, что увидели на занятии.")
    for name, text in said.items():
        if len(text) > LIMITS[name]:
            refuse(f"Слишком длинно: {len(text)} знаков из {LIMITS[name]}. Сократите на {len(text) - LIMITS[name]}.")
    return said


def _tell(code, heading, visit, *, by, at):
    program = visit.program
    journal.record(code, heading, by=by, at=at, subject=program, pair=program.pair, audience=Audience.MEMBERS)
