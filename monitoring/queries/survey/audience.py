"""Whom a survey asks: people of one side of the programs of a year."""

from dataclasses import dataclass

from django.db.models import Prefetch

from mentoring.kit.dates import today
from mentoring.models import PairMember
from programs.choices import ProgramState
from programs.models import Program

ASKED_STATES = (ProgramState.ACTIVE, ProgramState.FINISHING, ProgramState.COMPLETED, ProgramState.ENDED_EARLY)


@dataclass(frozen=True)
class Invitee:
    """One sheet to fill: who and about which program."""

    person: object
    program: object


def programs_of(year, audience):
    """Running and finished programs of a year, with members; those ended early are asked by a shorter questionnaire."""
    members = PairMember.objects.select_related("person__unit").order_by("person__sort_key", "pk")
    return (
        Program.objects.filter(year=year, state__in=ASKED_STATES, pair__members__side=audience)
        .select_related("pair")
        .prefetch_related(Prefetch("pair__members", members))
        .distinct()
        .order_by("-since", "pk")
    )


def asked_in(programs, audience):
    """One Invitee for every participant of the side who was in the program until now or until its end, stand-ins aside."""
    return [Invitee(member.person, program) for program in programs for member in _members(program, audience)]


def _members(program, audience):
    end = program.ended_on or today()
    found = {}
    for member in program.pair.members.all():
        stayed = member.until is None or member.until >= end
        if member.side == audience and stayed and not member.is_substitute:
            found.setdefault(member.person_id, member)
    return found.values()
