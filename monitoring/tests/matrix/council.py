"""Councils and associations: kept by the curator and the head, read by members, mentors put proposals forward."""

from datetime import date, timedelta

from django.utils import timezone

from mentoring.actions import council as act
from mentoring.tests import make

from . import Row

SEERS = "curator director mentor other_mentor"
READERS = "curator director other_mentor"
KEEPERS = "curator other_mentor"
NOT_KEEPING = {"director": 403}


def build(world):
    """A council headed by the other mentor; one open sitting with a question, a decision and a waiting proposal."""
    cast = world.cast
    by, at = cast.actor("curator"), timezone.now()
    world.council = make.unit("Совет наставников", kind="council", head=cast.other_mentor)
    world.seat = act.add_member(world.council, cast.curator, since=date(2026, 9, 1), by=by, at=at)
    world.sitting = act.plan_sitting(
        world.council, starts_at=make.moment("2026-11-10 15:00"), place="", by=by, at=at - timedelta(days=1)
    )
    world.question = act.save_item(world.sitting, topic="Итоги", heard="Да", by=by, at=at)
    world.decision = act.add_resolution(
        world.question, text="памятка", owner=cast.mentor, due=date(2026, 12, 1), by=by, at=at
    )
    world.council_proposal = act.propose(world.council, text="Обсудить", by=cast.actor("mentor"), at=at)


def body(world):
    return [world.council.pk]


def sitting(world, *more):
    return [world.sitting.pk, *more]


def question(world):
    return sitting(world, world.question.pk)


def seen(**fields):
    """Pages of a body: whoever sees it but may not keep it is told so."""
    return Row(allowed=KEEPERS, also={"director": 403, "mentor": 403}, **fields)


def kept(**fields):
    return Row(allowed=KEEPERS, also=NOT_KEEPING, **fields)


ROWS = {
    "council_list": Row(),
    "council_detail": Row(allowed=SEERS, args=body),
    "council_member_add": seen(args=body),
    "council_member_end": seen(args=lambda world: [world.council.pk, world.seat.pk]),
    "council_propose": Row(allowed=SEERS, args=body),
    "council_proposal_withdraw": Row(
        allowed=SEERS, args=lambda world: [world.council.pk, world.council_proposal.pk], method="post", ok=302
    ),
    "sitting_create": seen(args=body),
    "sitting_detail": Row(allowed=READERS, args=sitting),
    "sitting_edit": kept(args=sitting),
    "sitting_call": kept(args=sitting, method="post", ok=302),
    "sitting_cancel": kept(args=sitting),
    "sitting_item_add": kept(args=sitting),
    "sitting_item": kept(args=question),
    "sitting_item_remove": kept(args=question, method="post", ok=302),
    "resolution_add": kept(args=question),
    "sitting_take": kept(args=lambda world: sitting(world, world.council_proposal.pk), method="post", ok=302),
    "resolution_remove": kept(args=lambda world: sitting(world, world.decision.pk), method="post", ok=302),
    "sitting_close": kept(args=sitting),
    "sitting_pdf": Row(allowed=READERS, args=sitting),
    "sitting_docx": Row(allowed=READERS, args=sitting),
    "resolution_settle": Row(allowed=READERS, args=lambda world: [world.decision.pk]),
    "resolution_drop": Row(allowed=READERS, args=lambda world: [world.decision.pk]),
    "resolution_reopen": Row(allowed=READERS, args=lambda world: [world.decision.pk], method="post", ok=302),
}
