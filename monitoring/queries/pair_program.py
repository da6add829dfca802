"""The pair's program as the pair's page shows it."""

from dataclasses import dataclass

from django.urls import reverse

from mentoring.choices.pair import DRAFT_STATES, LIVE_STATES
from mentoring.kit.verdict import Verdict
from programs.access import may_open
from programs.choices import ProgramState
from programs.models import PlanEvent
from programs.queries.head import ProgramHead, head_of
from programs.queries.report_list import reports_of_program
from programs.queries.running import Progress
from programs.queries.waiting import waiting_here


@dataclass(frozen=True)
class ProgramPart:
    """`head` is None while there is no program."""

    head: ProgramHead | None
    progress: Progress | None
    url: str
    may_open: Verdict | None
    reports: tuple = ()
    ask_why: str = ""
    observed_url: str = ""  # lessons are observed from the program's first day on


def program_of_pair(pair):
    """The open program, else the latest one, with its events: one query, two for a plan still empty, none for a draft."""
    if pair.state in DRAFT_STATES:
        return None, []
    newest = pair.programs.order_by("-since", "-id")
    events = list(PlanEvent.objects.filter(program=newest.values("pk")[:1]).select_related("program"))
    program = events[0].program if events else newest.first()
    if program is None:
        return None, []
    program.pair = pair
    return program, events


def program_part(actor, pair, program, *, progress, on):
    return ProgramPart(
        head=head_of(actor, program, progress=progress, waiting=waiting_here(actor, program, on)) if program else None,
        progress=progress if progress and progress.total else None,
        url=reverse("program_detail", args=[program.pk]) if program else "",
        may_open=may_open(actor, pair) if program is None and pair.state in LIVE_STATES else None,
        observed_url=reverse("program_observations", args=[program.pk]) if program and program.activated_on else "",
        reports=reports_of_program(actor, program, on) if program and program.activated_on else (),
        ask_why=_ask_why(actor, program),
    )


def _ask_why(actor, program):
    """The way to a short survey of those whose program ended early, for the curator."""
    if program is None or program.state != ProgramState.ENDED_EARLY or not actor.has("curator"):
        return ""
    return f"{reverse('survey_create')}?year={program.year_id}&program={program.pk}"
