"""Who came into a working program, and up to which day who left it still reads (R16)."""

from django.db.models import Exists, F, OuterRef, Q

from mentoring.models import PairMember
from programs.choices import RUNNING_STATES, DecisionKind
from programs.models import Program, ProgramDecision


def up_to_last_day(actor, *, pair, moment):
    """The condition on rows: a former member reads what happened up to his last day, everybody else all.

    `pair` and `moment` are paths from the row; a row without a moment has not happened: it is not his any more.
    """
    if not actor.person or actor.has("curator", "director", "council"):
        return Q()
    mine = PairMember.objects.filter(pair=OuterRef(pair), person=actor.person)
    stayed = Q(until__isnull=True) | Q(until__gte=F("pair__ended_on"))
    within = mine.filter(stayed | Q(until__gte=OuterRef(f"{moment}__date")))
    return ~Q(Exists(mine)) | Q(Exists(within))


def is_newcomer(actor, program):
    """Whether the actor came after the program had begun and has not acknowledged its text. One query for him alone."""
    if program.state not in RUNNING_STATES or not program.activated_on or not actor.person:
        return False
    pair = program.pair
    came = any(
        m.person_id == actor.person.pk
        and m.until is None
        and not m.is_substitute
        and m.since > pair.since
        and m.since >= program.activated_on
        for m in pair.members.all()
    )
    return came and not _read(program.pk, actor.person)


def newcomer_programs(actor):
    """Working programs whose text the actor, who came later, has not acknowledged yet."""
    came = PairMember.objects.filter(
        pair=OuterRef("pair"),
        person=actor.person,
        until__isnull=True,
        is_substitute=False,
        since__gt=F("pair__since"),
        since__gte=OuterRef("activated_on"),
    )
    read = ProgramDecision.objects.filter(program=OuterRef("pk"), person=actor.person, kind=DecisionKind.ACQUAINT)
    return Program.objects.running().filter(Exists(came), ~Exists(read))


def _read(program_id, person):
    marks = ProgramDecision.objects.filter(program=program_id, person=person, kind=DecisionKind.ACQUAINT)
    return marks.exists()
