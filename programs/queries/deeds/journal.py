"""Calls to the curator, assignments to answer and to check, visits of lessons to read."""

from django.db.models import Exists, OuterRef, Q
from django.urls import reverse

from mentoring.choices import Side
from mentoring.kit import dates
from mentoring.kit.deeds import DeedSource, WaitSource
from mentoring.kit.text import listing
from mentoring.kit.ui import Wait
from mentoring.models import PairMember
from programs import access
from programs.choices import RUNNING_STATES, TO_ANSWER, AssignmentState, FlagState
from programs.models import Assignment, LessonVisit

from .row import OF_PROGRAM, made

OF_FLAG = ("opened_at", "meeting__starts_at", "meeting__topic", *(f"meeting__{path}" for path in OF_PROGRAM))
OF_ASSIGNMENT = ("title", "due", "mentee_id", *OF_PROGRAM)
OF_VISIT = ("topic", "day", *OF_PROGRAM)


def sources(actor, on):
    if not actor.person:
        return []
    found = [_flags(actor, on)] if actor.has("curator") else []
    if actor.has("mentor", "mentee", "partner"):
        found += [*_assignments(actor, on), _visits(actor, on)]
    return found


def _flags(actor, on):
    rows = access.flags_for(actor).filter(state=FlagState.OPEN).exclude(author=actor.person)
    return DeedSource(
        "answer_flag", rows, lambda row: _flag(actor, row, on), "Встречи", "curator", lambda row: None,
        fields=OF_FLAG, by="opened_at", pair=lambda row: row.meeting.program.pair, private=True,
    )  # fmt: skip


def _flag(actor, flag, on):
    title = f"Ответить: важно для куратора, встреча {dates.words(flag.meeting.starts_at)}"
    url = reverse("flag_detail", args=[flag.pk])
    program = flag.meeting.program
    return made(
        actor, "curator", program, on, day=None, title=title, text=flag.meeting.topic, action="Открыть", action_url=url
    )


def _member(actor):
    return PairMember.objects.filter(pair=OuterRef("program__pair"), person=actor.person, until=None)


def _assignments(actor, on):
    running = Assignment.objects.filter(program__state__in=RUNNING_STATES)
    answer = running.filter(Exists(_member(actor)), mentee=actor.person, state__in=TO_ANSWER)
    check = running.filter(_checks(actor), state=AssignmentState.ANSWERED)
    common = {"fields": OF_ASSIGNMENT, "pair": lambda row: row.program.pair}
    return [
        DeedSource("answer_assignment", answer, lambda row: _answer(actor, row, on), "Задания", "mentee", **common),
        DeedSource(
            "check_assignment", check, lambda row: _check(actor, row, on), "Задания", "mentor", lambda row: None, **common
        ),
    ]  # fmt: skip


def _checks(actor):
    return Exists(_member(actor).filter(side=Side.MENTOR)) & ~Q(mentee=actor.person)


def _answer(actor, assignment, on):
    title = f"Ответить на задание «{assignment.title}» — {dates.by(assignment.due, on)}"
    url = reverse("assignment_detail", args=[assignment.pk])
    return made(
        actor, "mentee", assignment.program, on, day=assignment.due, title=title, action="Ответить", action_url=url
    )


def _check(actor, assignment, on):
    title = f"Проверить задание «{assignment.title}»"
    url = reverse("assignment_detail", args=[assignment.pk])
    return made(actor, "mentor", assignment.program, on, day=None, title=title, action="Проверить", action_url=url)


def _visits(actor, on):
    me = actor.person
    rows = LessonVisit.objects.filter(
        Q(visitor=me) | Q(teacher=me), Exists(_member(actor)), program__state__in=RUNNING_STATES, read_at=None
    ).exclude(author=me)
    role = "mentor" if actor.has("mentor") else "mentee"
    return DeedSource(
        "read_visit", rows, lambda row: _visit(actor, row, on), "Встречи", role, lambda row: None,
        fields=OF_VISIT, by="day", pair=lambda row: row.program.pair,
    )  # fmt: skip


def _visit(actor, visit, on):
    title = f"Прочитать запись о занятии {dates.words(visit.day)}: «{visit.topic}»"
    url = reverse("visit_detail", args=[visit.pk])
    return made(actor, "", visit.program, on, day=None, title=title, action="Прочитать", action_url=url)


def waits(actor, on):
    """Assignments the mentor waits for and the mentee's answers that are being checked."""
    if not actor.person:
        return []
    running = Assignment.objects.filter(program__state__in=RUNNING_STATES)
    mine = running.filter(Exists(_member(actor)))
    given = mine.filter(_checks(actor), state__in=TO_ANSWER)
    sent = mine.filter(mentee=actor.person, state=AssignmentState.ANSWERED)
    common = {"by": "due", "pair": lambda row: row.program.pair}
    fields = (*OF_ASSIGNMENT, "mentee__last_name", "mentee__first_name", "mentee__patronymic")
    return [
        WaitSource(given, lambda row: _given(row, on), fields, **common),
        WaitSource(sent, lambda row: _sent(row, on), OF_ASSIGNMENT, **common),
    ]


def _given(assignment, on):
    url = reverse("assignment_detail", args=[assignment.pk])
    what = f"ответит на задание «{assignment.title}»"
    return Wait(assignment.mentee.short_name, what, dates.by(assignment.due, on), url)


def _sent(assignment, on):
    people = [
        person for person in access.people_of(assignment.program, Side.MENTOR) if person.pk != assignment.mentee_id
    ]
    verb = "проверят" if len(people) > 1 else "проверит"
    url = reverse("assignment_detail", args=[assignment.pk])
    return Wait(listing([person.short_name for person in people]), f"{verb} задание «{assignment.title}»", "", url)
