"""Meetings belong to the participants and the curator; other readers of a program do not see them."""

from django.db.models import Exists, OuterRef

from mentoring.choices import Side
from mentoring.kit.verdict import YES, no
from mentoring.models import PairMember
from programs.choices import OPEN_STATES, MeetingState
from programs.models import Meeting

from .newcomer import up_to_last_day
from .program import sides_of


def meetings_for(actor):
    """The curator sees all, a participant those of his pairs; who left a pair, those up to his last day (R16)."""
    meetings = Meeting.objects.all()
    if actor.has("curator"):
        return meetings
    if not actor.person:
        return meetings.none()
    mine = PairMember.objects.filter(pair=OuterRef("program__pair"), person=actor.person)
    return meetings.filter(Exists(mine), up_to_last_day(actor, pair="program__pair", moment="starts_at"))


def may_schedule(actor, program):
    """Participants and the curator, while the program is open; drawing the program up together is a meeting too."""
    if program.state not in OPEN_STATES:
        return no("Программа завершена. Новые встречи не назначают.")
    if sides_of(actor, program) or actor.has("curator"):
        return YES
    return no("Встречи назначают участники программы и куратор.")


def may_record(actor, meeting):
    """Either side or the curator records; only its author corrects an unconfirmed record, anyone a disputed one."""
    allowed = may_schedule(actor, meeting.program)
    if not allowed:
        return allowed
    if meeting.state in (MeetingState.SCHEDULED, MeetingState.DISPUTED, MeetingState.NOT_HELD):
        return YES
    if meeting.state == MeetingState.RECORDED:
        if actor.person and meeting.author_id == actor.person.pk:
            return YES
        return no("Встреча уже записана. Подтвердите запись или уточните её.")
    return no("Запись подтвердили обе стороны, она больше не меняется.")


def may_retract(actor, meeting):
    """A record made by mistake is taken away by its author while nobody has confirmed it."""
    if meeting.state not in (MeetingState.RECORDED, MeetingState.DISPUTED):
        return no("Запись уже подтвердили или убрали. Обновите страницу.")
    if actor.person and meeting.author_id == actor.person.pk:
        return may_schedule(actor, meeting.program)
    return no("Запись убирает тот, кто её сделал.")


def may_confirm(actor, meeting):
    """The second side confirms or asks to correct; when the curator recorded, any participant."""
    if meeting.state != MeetingState.RECORDED:
        return no("Подтверждать нечего: записи ещё нет или её уже подтвердили.")
    if actor.person and meeting.author_id == actor.person.pk:
        return no("Подтверждает вторая сторона.")
    mine = sides_of(actor, meeting.program)
    if not mine:
        return no("Подтверждают участники встречи.")
    theirs = {m.side for m in meeting.program.pair.members.all() if m.person_id == meeting.author_id}
    if theirs and not (_other(theirs) & mine):
        return no("Подтверждает вторая сторона.")
    return YES


def _other(sides):
    """The opposite side; in reverse mentoring both are opposite."""
    swap = {Side.MENTOR: Side.MENTEE, Side.MENTEE: Side.MENTOR}
    return {swap[side] for side in sides}


def may_cancel(actor, meeting):
    """A scheduled meeting is canceled, moved or said not to have taken place by either side or the curator."""
    if meeting.state != MeetingState.SCHEDULED:
        return no("Встреча уже записана или отменена. Обновите страницу.")
    return may_schedule(actor, meeting.program)
