"""Beside a meeting: a private note is its owner's alone; a call to the curator is its author's and the curators'."""

from django.db.models import Exists, OuterRef, Q

from mentoring.kit.verdict import YES, no
from mentoring.models import PairMember
from programs.choices import FlagState, MeetingState
from programs.models import MeetingFlag, MeetingNote

from .meeting import may_schedule
from .newcomer import up_to_last_day
from .program import sides_of

WRITTEN = (MeetingState.RECORDED, MeetingState.DISPUTED, MeetingState.CONFIRMED, MeetingState.NOT_HELD)
NOT_WRITTEN = "Сначала запишите встречу. Сообщить что-нибудь куратору до неё можно письмом."


def notes_for(actor):
    """Only one's own, whatever the roles: neither the curator nor the administrator reads another's."""
    return MeetingNote.objects.filter(owner=actor.person) if actor.person else MeetingNote.objects.none()


def may_write_note(actor, meeting):
    """Whoever sees the meeting writes for himself; in a closed program, too."""
    return YES if actor.person else no("Заметку пишет человек с карточкой в системе.")


def flags_for(actor):
    """One's own, up to one's last day in the pair; a curator all but those of the pairs he is in himself."""
    if not actor.person:
        return MeetingFlag.objects.none()
    read = up_to_last_day(actor, pair="meeting__program__pair", moment="opened_at")
    seen = Q(read, author=actor.person)
    if actor.has("curator"):
        inside = PairMember.objects.filter(pair=OuterRef("meeting__program__pair"), person=actor.person)
        seen |= ~Exists(inside)
    return MeetingFlag.objects.filter(seen)


def may_call_curator(actor, meeting, called=False):
    """A participant, about a meeting that is written down, once; `called` says that his call is there already."""
    if meeting.state not in WRITTEN:
        return no(NOT_WRITTEN)
    allowed = may_schedule(actor, meeting.program)
    if not allowed:
        return no("Программа завершена. Напишите куратору письмом.") if sides_of(actor, meeting.program) else allowed
    if not sides_of(actor, meeting.program):
        return no("Куратора зовут участники встречи.")
    if called:
        return no("Вы уже позвали куратора. Допишите в том же разговоре.")
    return YES


def may_comment(actor, flag):
    """Its author and the curators, until it is closed."""
    if flag.state != FlagState.OPEN:
        return no("Вопрос закрыт. Верните его, если есть что добавить.")
    return YES


def may_close_flag(actor, flag):
    if actor.has("curator") and not actor.is_person(flag.author):
        return YES
    return no("Закрывает куратор, когда ответил или сделал, о чём просили.")


def may_reopen_flag(actor, flag):
    """The author when the answer was not enough, the curator when he closed by mistake."""
    return YES
