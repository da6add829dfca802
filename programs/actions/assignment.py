"""Assignments and projects (R30): given with a due date, answered, accepted or returned with a comment."""

from datetime import timedelta

from django.db import transaction
from django.urls import reverse

from mentoring import notifications
from mentoring.actions import journal
from mentoring.actions.file import store_upload
from mentoring.choices import Audience, Side
from mentoring.kit import dates
from mentoring.kit.text import tidy
from mentoring.kit.verdict import require
from programs import access
from programs.choices import AssignmentKind, EventState, TurnKind
from programs.models import Assignment, AssignmentFile, AssignmentTurn
from programs.workflows_journal import ASSIGNMENT

from .desk import day_of, refuse
from .evidence import check_link

LIMITS = {"title": 200, "text": 4000}
MOST_FILES = 5
FURTHEST = timedelta(days=366)


@transaction.atomic
def give_assignment(*, program, title, mentee, due, by, at, text="", kind=AssignmentKind.TASK, event=None):
    """Give a mentee of the program something to do by a date within it. Refuses the past and people of other pairs."""
    require(access.may_give(by, program))
    said = {"title": _fits("title", title), "text": _fits("text", text)}
    if not said["title"]:
        refuse("Назовите задание.")
    _check_due(program, due, at)
    people = [person for person in access.people_of(program, Side.MENTEE) if not by.is_person(person)]
    if mentee not in people:
        refuse("Выберите наставляемого этой программы.")
    assignment = Assignment.objects.create(
        program=program, event=_own(program, event), kind=kind, mentee=mentee, author=by.person, due=due, given_at=at, **said
    )  # fmt: skip
    _tell("assignment_give", f"Дано задание «{assignment.title}», срок {dates.words(due)}", assignment, by=by, at=at)
    _write("assignment_given", assignment, [mentee], by=by, at=at)
    return assignment


@transaction.atomic
def answer_assignment(*, assignment, by, at, text="", files=(), link=""):
    """The mentee's answer: words, files or a link; late ones are taken too."""
    text, link, files = _fits("text", text), tidy(link), list(files)
    if not (text or link or files):
        refuse("Напишите ответ, приложите файл или вставьте ссылку.")
    if link:
        check_link(link)
    if len(files) > MOST_FILES:
        refuse(f"К ответу прикладывают не больше {MOST_FILES} файлов.")
    ASSIGNMENT.claim("answer", assignment, by=by, answered_at=at)
    turn = _turn(TurnKind.ANSWER, assignment, text, by=by, at=at, link=link)
    for file in files:
        AssignmentFile.objects.create(turn=turn, file=store_upload(file, purpose="assignment", by=by, at=at))
    _tell("assignment_answer", f"Ответ на задание «{assignment.title}»", assignment, by=by, at=at)
    _write("assignment_answered", assignment, _mentors(assignment), by=by, at=at)
    return turn


@transaction.atomic
def return_assignment(*, assignment, text, by, at, due=None):
    """Back to the mentee with what to mend; another date when the old one is near or over."""
    text, due = _fits("text", text), due or assignment.due
    if not text:
        refuse("Напишите, что исправить.")
    if due != assignment.due or due < day_of(at):
        _check_due(assignment.program, due, at)
    ASSIGNMENT.claim("return", assignment, by=by, due=due)
    _turn(TurnKind.RETURN, assignment, text, by=by, at=at)
    _tell("assignment_return", f"Задание «{assignment.title}» возвращено на доработку", assignment, by=by, at=at)
    _write("assignment_returned", assignment, [assignment.mentee], by=by, at=at)


@transaction.atomic
def accept_assignment(*, assignment, by, at, text=""):
    """The mentor takes the work, with a word about it when there is one."""
    text = _fits("text", text)
    ASSIGNMENT.claim("accept", assignment, by=by, closed_at=at)
    _turn(TurnKind.ACCEPT, assignment, text, by=by, at=at)
    _tell("assignment_accept", f"Задание «{assignment.title}» принято", assignment, by=by, at=at)
    _write("assignment_accepted", assignment, [assignment.mentee], by=by, at=at)


@transaction.atomic
def withdraw_assignment(*, assignment, by, at):
    """Given by mistake or not needed any more; answers that came stay where they are."""
    ASSIGNMENT.claim("withdraw", assignment, by=by, closed_at=at)
    _tell("assignment_withdraw", f"Задание «{assignment.title}» снято", assignment, by=by, at=at)
    _write("assignment_withdrawn", assignment, [assignment.mentee], by=by, at=at)


@transaction.atomic
def reopen_assignment(*, assignment, due, by, at):
    """Accepted or withdrawn by mistake: back to the mentee with a new date."""
    _check_due(assignment.program, due, at)
    ASSIGNMENT.claim("reopen", assignment, by=by, due=due, closed_at=None)
    _tell("assignment_reopen", f"Задание «{assignment.title}» снова в работе", assignment, by=by, at=at)
    _write("assignment_given", assignment, [assignment.mentee], by=by, at=at)


def _check_due(program, due, at):
    if due is None:
        refuse("Укажите срок, например 14.10.2026.")
    if due < day_of(at):
        refuse("Этот день уже прошёл. Поставьте сегодняшний или более поздний.")
    if due > max(program.until, day_of(at)):
        refuse(f"Программа – до {dates.words(program.until)}. Поставьте срок не позже.")


def _fits(name, value):
    value = tidy(value)
    if len(value) > LIMITS[name]:
        refuse(f"Слишком длинно: {len(value)} знаков из {LIMITS[name]}. Сократите на {len(value) - LIMITS[name]}.")
    return value


def _own(program, event):
    mine = event is not None and event.program_id == program.pk and event.state != EventState.REMOVED
    return event if mine else None


def _turn(kind, assignment, text, *, by, at, link=""):
    return AssignmentTurn.objects.create(
        assignment=assignment, kind=kind, author=by.person, text=text, link=link, at=at
    )


def _mentors(assignment):
    people = access.people_of(assignment.program, Side.MENTOR)
    return [person for person in people if person.pk != assignment.mentee_id]


def _write(code, assignment, people, *, by, at):
    path = reverse("assignment_detail", args=[assignment.pk])
    words = {"author": by.person.short_name, "title": assignment.title, "date": dates.words(assignment.due)}
    notifications.write_all(code, [p for p in people if not by.is_person(p)], at=at, path=path, **words)


def _tell(code, heading, assignment, *, by, at):
    """Told in the story of the program to its participants; what was written stands on the assignment's own page."""
    program = assignment.program
    journal.record(code, heading, by=by, at=at, subject=program, pair=program.pair, audience=Audience.MEMBERS)
