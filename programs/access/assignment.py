"""Assignments belong to the participants and the curator; in a group each mentee sees his own."""

from django.db.models import Exists, OuterRef, Q

from mentoring.choices import Side
from mentoring.kit.text import ended
from mentoring.kit.verdict import YES, no
from mentoring.models import PairMember
from programs.choices import RUNNING_STATES, TO_ANSWER, AssignmentState
from programs.models import Assignment

from .newcomer import up_to_last_day
from .program import sides_of

NOT_RUNNING = "Задания дают и проверяют, пока программа действует."


def assignments_for(actor):
    """The curator all, a mentor those of his pairs, a mentee his own; who left, those given up to his last day."""
    if actor.has("curator"):
        return Assignment.objects.all()
    if not actor.person:
        return Assignment.objects.none()
    mentor = PairMember.objects.filter(pair=OuterRef("program__pair"), person=actor.person, side=Side.MENTOR)
    read = up_to_last_day(actor, pair="program__pair", moment="given_at")
    return Assignment.objects.filter(Q(Exists(mentor)) | Q(mentee=actor.person), read)


def may_give(actor, program):
    """A mentor of a working program."""
    if program.state not in RUNNING_STATES:
        return no(NOT_RUNNING)
    if Side.MENTOR in sides_of(actor, program):
        return YES
    return no("Задания даёт наставник.")


def may_answer_assignment(actor, assignment):
    if assignment.program.state not in RUNNING_STATES:
        return no(NOT_RUNNING)
    if not actor.is_person(assignment.mentee):
        return no(ended(f"Отвечает {assignment.mentee.short_name}"))
    if assignment.state not in TO_ANSWER:
        return no("Ответ уже у наставника. Дождитесь, пока он примет или вернёт работу.")
    return YES


def may_check(actor, assignment):
    """Any mentor of the pair but the one who answered: in reverse mentoring both stand on both sides."""
    if assignment.program.state not in RUNNING_STATES:
        return no(NOT_RUNNING)
    if actor.is_person(assignment.mentee) or Side.MENTOR not in sides_of(actor, assignment.program):
        return no("Принимает и возвращает наставник.")
    if assignment.state != AssignmentState.ANSWERED:
        return no("Проверять нечего: ответа ещё нет или его уже проверили.")
    return YES


def may_withdraw_assignment(actor, assignment):
    """Who gave it, another mentor of the pair or the curator."""
    if assignment.program.state not in RUNNING_STATES:
        return no(NOT_RUNNING)
    if assignment.state in (AssignmentState.ACCEPTED, AssignmentState.WITHDRAWN):
        return no("Задание уже принято или снято.")
    return _keeps(actor, assignment, "Снимает наставник или куратор.")


def may_reopen_assignment(actor, assignment):
    """An acceptance or a withdrawal made by mistake goes back to the mentee."""
    if assignment.program.state not in RUNNING_STATES:
        return no(NOT_RUNNING)
    return _keeps(actor, assignment, "Возвращает в работу наставник или куратор.")


def _keeps(actor, assignment, words):
    if actor.has("curator"):
        return YES
    if actor.is_person(assignment.mentee) or Side.MENTOR not in sides_of(actor, assignment.program):
        return no(words)
    return YES
