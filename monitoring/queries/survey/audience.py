"""Whom a survey asks: people of one side of the programs of a year."""

from dataclasses import dataclass

from django.db.models import Prefetch, Q

from mentoring.kit.dates import by, today
from mentoring.kit.text import count_of, ended
from mentoring.kit.verdict import YES, no
from mentoring.models import PairMember
from monitoring.choices import SurveyState
from monitoring.models import Invitation, Participation, Survey
from programs.choices import ProgramState
from programs.models import Program

ASKED_STATES = (ProgramState.ACTIVE, ProgramState.FINISHING, ProgramState.COMPLETED, ProgramState.ENDED_EARLY)


NAMED = 3


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


def asked_now(version):
    """Invitations of open surveys of the same questionnaire, whatever its version."""
    return Invitation.objects.filter(
        survey__state=SurveyState.RUNNING, survey__version__instrument=version.instrument_id
    )


def may_ask(version, wanted):
    """Nobody is asked twice at a time: `wanted` are (person id, program id); who is asked already is named.

    An anonymous survey asks a person once, whatever the programs. Two queries.
    """
    programs = {program for _, program in wanted}
    rows = (
        asked_now(version).filter(program__in=programs).select_related("person", "survey").order_by("person__sort_key")
    )
    twice = [row for row in rows if (row.person_id, row.program_id) in wanted] or _asked_anonymously(version, wanted)
    if not twice:
        return YES
    survey, names = twice[0].survey, list(dict.fromkeys(row.person.short_name for row in twice))
    rest = f" и ещё {count_of(len(names) - NAMED, 'person')}" if len(names) > NAMED else ""
    told = f"На анкету «{survey.title}» ({by(survey.deadline)}) уже отвечают: {', '.join(names[:NAMED])}{rest}"
    return no(f"{ended(told)} Снимите отметки с их программ или сначала закройте ту анкету.")


def _asked_anonymously(version, wanted):
    """Participants of open anonymous surveys of the questionnaire; whether they have answered is not read."""
    return list(
        Participation.objects.filter(
            person__in={person for person, _ in wanted},
            survey__state=SurveyState.RUNNING,
            survey__version__instrument=version.instrument_id,
        )
        .select_related("person", "survey")
        .order_by("person__sort_key")
    )


def asked_programs(version):
    """Keys of programs whose people an open survey of the questionnaire asks now, in either mode."""
    running = Survey.objects.filter(state=SurveyState.RUNNING, version__instrument=version.instrument_id)
    asked = Q(pk__in=asked_now(version).order_by().values("program")) | Q(anonymous_surveys__in=running)
    return set(Program.objects.filter(asked).values_list("pk", flat=True))


def places_of(programs, audience, **about):
    """(survey, program, unit) of those whom launched anonymous surveys asked about these programs. One query."""
    instrument = "pair__programs__anonymous_surveys__version__instrument"
    asked = {f"{instrument}__{name}": value for name, value in {"audience": audience, **about}.items()}
    return (
        PairMember.objects.filter(side=audience, pair__programs__in=programs, **asked)
        .values_list("pair__programs__anonymous_surveys", "pair__programs", "person__unit")
        .distinct()
    )
