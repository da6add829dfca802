"""Cases: the bank is the curator's; an answer its mentee's, mentor's, head's and the office's."""

from django.utils import timezone

from mentoring.kit.dates import today
from monitoring.actions import case as actions
from monitoring.models import CaseTask
from programs.tests import make

from . import Row

READERS = "curator director supervisor mentor mentee"
ASSESSORS = "curator mentor"
NOT_ASSESSORS = dict.fromkeys(("director", "supervisor", "mentee"), 403)
ONLY_MENTEE = dict.fromkeys(("curator", "director", "supervisor", "mentor"), 403)


def build(world):
    cast, now = world.cast, timezone.now()
    pair = make.live_pair([cast.mentor], [cast.mentee])
    world.case_program = make.program(pair, state="active", curator=cast.curator)
    tasks = list(CaseTask.objects.filter(state="active").order_by("pk"))
    world.case_task, world.case_retired = tasks[0], tasks[3]
    CaseTask.objects.filter(pk=tasks[3].pk).update(state="retired")
    given = {"person": cast.mentee, "stage": "before", "due": today(), "by": cast.actor("mentor"), "at": now}
    world.case_open = actions.give_case(world.case_program, task=tasks[1], **given)
    world.case_spare = actions.give_case(world.case_program, task=tasks[2], **given)
    world.case_sent = actions.give_case(world.case_program, task=tasks[0], **given)
    actions.send_answer(world.case_sent, text="Выслушаю, помогу, проверю.", by=cast.actor("mentee"), at=now)


def of(name):
    return lambda world: [getattr(world, f"case_{name}").pk]


def desk(**more):
    return Row(allowed="curator", denied=403, **more)


def press(args, allowed):
    return Row(allowed=allowed, args=args, method="post", ok=302)


ROWS = {
    "case_list": desk(),
    "case_xlsx": desk(),
    "case_create": desk(),
    "case_detail": Row(allowed="curator", args=of("task")),
    "case_edit": Row(allowed="curator", args=of("retired")),
    "case_publish": press(of("retired"), "curator"),
    "case_retire": press(of("task"), "curator"),
    "program_cases": Row(allowed=READERS, args=of("program")),
    "case_give": Row(allowed=ASSESSORS, args=of("program"), also=NOT_ASSESSORS),
    "case_answer": Row(allowed=READERS, args=of("sent")),
    "case_write": Row(allowed="mentee", args=of("open"), also=ONLY_MENTEE),
    "case_mark": Row(allowed=ASSESSORS, args=of("sent"), also=NOT_ASSESSORS),
    "case_drop": press(of("spare"), READERS),
}
