"""Whose turn it is in a program, as conditions of queries: for lists, counts and deeds alike."""

from django.db.models import BooleanField, Case, Exists, OuterRef, Q, Value, When

from mentoring.choices import Role, Side
from mentoring.kit.dates import today
from mentoring.models import Pair, PairMember, RoleAssignment
from programs import access
from programs.choices import ProgramState
from programs.models import MemberResult, Program

S = ProgramState


def with_turn(programs, actor):
    """Programs annotated with `mine`: the next step is the actor's."""
    return programs.annotate(
        mine=Case(When(turn_of(actor), then=Value(True)), default=Value(False), output_field=BooleanField())
    )


def turn_of(actor):
    """The condition «ваш ход» as a query, for lists and counts alike."""
    if not actor.person:
        return Q(pk__in=[])
    me = {"pair": OuterRef("pair"), "person": actor.person, "until": None}
    mentor = Exists(PairMember.objects.filter(side=Side.MENTOR, **me))
    unread = Exists(MemberResult.objects.filter(program=OuterRef("pk"), member=actor.person, acquainted_at=None))
    mentee = Exists(PairMember.objects.filter(side=Side.MENTEE, **me))
    turn = Q(mentor, state__in=(S.DRAFT, S.RETURNED)) | (Q(state=S.AWAITING_ACQUAINTANCE) & Q(unread) & Q(mentee))
    member = Exists(PairMember.objects.filter(**me))
    if actor.has("curator"):
        turn |= Q(state=S.SUBMITTED) & ~Q(member)
        turn |= Q(state=S.FINISHING) | Q(state=S.ACTIVE, until__lt=today())
    if actor.has("director"):
        turn |= Q(state=S.SUBMITTED) & ~Q(free_curator()) & ~Q(member)
    if actor.has(access.approving_office()):
        turn |= Q(state=S.AWAITING_DIRECTOR) & ~Q(member)
    return turn


def free_curator(pair="pair"):
    """Whether a curator of today takes no part in the pair; `pair` leads to it from the row."""
    on = today()
    inside = PairMember.objects.filter(pair=OuterRef(OuterRef(pair)), person=OuterRef("person"), until=None)
    held = RoleAssignment.objects.filter(Q(until=None) | Q(until__gte=on), role=Role.CURATOR, since__lte=on)
    return Exists(held.filter(~Exists(inside)))


def unopened_pairs(actor):
    """Live pairs where the actor is a mentor and nobody has opened the program yet."""
    if not actor.person:
        return Pair.objects.none()
    mine = PairMember.objects.filter(pair=OuterRef("pk"), person=actor.person, side=Side.MENTOR, until=None)
    opened = Program.objects.open().filter(pair=OuterRef("pk"))
    return Pair.objects.live().filter(Exists(mine), ~Exists(opened))
