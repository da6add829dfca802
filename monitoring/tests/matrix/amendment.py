"""Amendments of a program: read by who reads it; a draft by who writes it; suggestions by the participants and the curator."""

from django.utils import timezone

from programs.actions import amendment as act
from programs.models import Amendment
from programs.tests import make
from programs.tests import make_amendment as plan

from . import Row

INSIDE = "curator director supervisor mentor mentee"
WRITERS = "curator mentor"


def build(world):
    """A working program of its own with a draft, an amendment that waits, one in force and a suggestion."""
    cast = world.cast
    program = make.program(make.live_pair([cast.mentor], [cast.mentee]), state="active", curator=cast.curator)
    world.amended = program
    plan.through(plan.extended(program, cast.mentor), cast)
    world.amendment_done = Amendment.objects.get(program=program)
    world.amendment = plan.sent(program, cast)
    world.amendment_draft = plan.extended(program, cast.mentor)
    world.suggestion = act.suggest_change(program=program, text="Продлить.", by=cast.actor("mentee"), at=timezone.now())
    Amendment.objects.filter(pk=world.amendment_draft.pk).update(base=program.versions.get(number=1))


def sent(world):
    return [world.amendment.pk]


def draft(world):
    return [world.amendment_draft.pk]


def program(world):
    return [world.amended.pk]


def post(args, allowed=INSIDE, **fields):
    """A one-button form: who may not act is sent back to the page with the reason."""
    return Row(allowed=allowed, args=args, method="post", ok=302, **fields)


def form(args, allowed=INSIDE):
    """A form posted empty: the page comes back with what is missing."""
    return Row(allowed=allowed, args=args, method="post")


ROWS = {
    "amendment_list": Row(allowed=INSIDE, args=program),
    "amendment_start": Row(allowed=INSIDE, args=program),
    "amendment_suggest": Row(allowed=INSIDE, args=program),
    "suggestion_answer": Row(allowed="curator mentor mentee", args=lambda world: [world.suggestion.pk]),
    "amendment_detail": Row(allowed=INSIDE, args=sent),
    "amendment_section": Row(allowed=WRITERS, args=lambda world: [world.amendment_draft.pk, "goal"]),
    "amendment_plan": Row(allowed=WRITERS, args=draft),
    "amendment_send": post(sent),
    "amendment_consent": form(sent),
    "amendment_object": form(sent),
    "amendment_paper": form(sent),
    "amendment_decide": form(sent),
    "amendment_withdraw": Row(allowed=INSIDE, args=sent),
    "amendment_rebase": Row(allowed=WRITERS, args=draft),
    "amendment_reopen": post(sent),
    "amendment_pdf": Row(allowed=INSIDE, args=sent),
    "amendment_docx": Row(allowed=INSIDE, args=sent),
}
