"""Reflections (R38, clause 4.1): the author reads his own; others only what he opened to them, and nobody beside them.

No office, role of administration or council opens one: the choice is the author's alone.
"""

from django.db.models import Exists, F, OuterRef, Q

from mentoring.choices import Side
from mentoring.kit import dates
from mentoring.kit.verdict import YES, no
from mentoring.models import PairMember
from programs.choices import RUNNING_STATES, ProgramState
from programs.choices.growth import OPEN_TO_CURATOR, OPEN_TO_PAIR, ReflectionState
from programs.models import Reflection

from .program import sides_of

S = ReflectionState
REFLECTED_STATES = (*RUNNING_STATES, ProgramState.COMPLETED, ProgramState.ENDED_EARLY)


def reflections_for(actor):
    """The author's own; written ones opened to the second side, to those who stood there when it was opened and stayed;
    written ones opened to the curator, to curators outside the pair.
    """
    if not actor.person:
        return Reflection.objects.none()
    seen = Q(author=actor.person) | Q(_second_side(actor), state=S.WRITTEN, readers__in=OPEN_TO_PAIR)
    if actor.has("curator"):
        inside = PairMember.objects.filter(pair=OuterRef("program__pair"), person=actor.person)
        seen |= Q(~Exists(inside), state=S.WRITTEN, readers__in=OPEN_TO_CURATOR)
    return Reflection.objects.filter(seen)


def _second_side(actor):
    stays = Q(until=None) | Q(until__gte=F("pair__ended_on"))
    there = PairMember.objects.filter(
        stays, pair=OuterRef("program__pair"), person=actor.person, since__lte=OuterRef("opened_at__date")
    )
    return Exists(there.exclude(side=OuterRef("side")))


def readers_in_pair(program, author, side, opened_at):
    """Who reads on the other side what was opened then: `_second_side` in Python. Reads prefetched members."""
    day = dates.local(opened_at).date()
    others = [m.person for m in program.pair.members.all() if m.side != side and m.since <= day and _in(m, program)]
    return list({person.pk: person for person in others if person.pk != author.pk}.values())


def _in(member, program):
    return member.until is None or (program.pair.ended_on is not None and member.until >= program.pair.ended_on)


def writing_side(actor, program):
    """The side a participant writes for: the mentor's when he stands on both; None for who is no participant."""
    sides = sides_of(actor, program)
    if Side.MENTOR in sides:
        return Side.MENTOR
    return Side.MENTEE if sides else None


def may_reflect(actor, program):
    """A participant of a program that works or has ended: thoughts come afterwards too."""
    if writing_side(actor, program) is None:
        return no("Рефлексию пишут участники программы, каждый свою.")
    if program.state not in REFLECTED_STATES:
        return no("Рефлексию пишут, когда программа действует: в середине и в конце.")
    return YES


def may_change_readers(actor, reflection):
    if not actor.is_person(reflection.author):
        return no("Кто прочитает, решает только автор.")
    if reflection.state != S.WRITTEN:
        return no("Сначала закончите текст: черновик читаете только вы.")
    return YES


def may_remove_reflection(actor, reflection):
    return YES if actor.is_person(reflection.author) else no("Удаляет только автор.")
