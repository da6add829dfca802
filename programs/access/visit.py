"""Visits of lessons: both sides and the curator read them, the two write them."""

from django.db.models import Exists, OuterRef

from mentoring.kit.verdict import YES, no
from mentoring.models import PairMember
from programs.choices import RUNNING_STATES
from programs.models import LessonVisit

from .newcomer import up_to_last_day
from .program import is_participant

NOT_RUNNING = "Посещения записывают, пока программа действует."


def visits_for(actor):
    """The curator sees all, a participant those of his pairs; who left a pair, those up to his last day."""
    if actor.has("curator"):
        return LessonVisit.objects.all()
    if not actor.person:
        return LessonVisit.objects.none()
    mine = PairMember.objects.filter(pair=OuterRef("program__pair"), person=actor.person)
    return LessonVisit.objects.filter(Exists(mine), up_to_last_day(actor, pair="program__pair", moment="created_at"))


def may_write_visit(actor, program):
    """A participant of a working program, about a visit he made or received."""
    if program.state not in RUNNING_STATES:
        return no(NOT_RUNNING)
    return YES if is_participant(actor, program) else no("Посещения записывают участники программы.")


def may_edit_visit(actor, visit):
    """Its author mends it while the program works."""
    if visit.program.state not in RUNNING_STATES:
        return no(NOT_RUNNING)
    return YES if actor.is_person(visit.author) else no("Исправляет тот, кто записал.")


def may_read_visit(actor, visit):
    """The other of the two says that he has read it."""
    if visit.read_at:
        return no("Отметка о прочтении уже есть.")
    if actor.is_person(visit.author) or not (actor.is_person(visit.visitor) or actor.is_person(visit.teacher)):
        return no("О прочтении отмечает вторая сторона.")
    return YES
