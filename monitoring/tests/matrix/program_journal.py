"""Beside the program: notes, the talk with the curator, repeating meetings, hours, assignments, visits of lessons."""

from datetime import time, timedelta

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from mentoring.kit.dates import today
from mentoring.tests import make as ground
from programs.actions.assignment import answer_assignment, give_assignment
from programs.actions.flag import call_curator
from programs.actions.series import create_series
from programs.actions.visit import write_visit
from programs.models import AssignmentFile

from . import Row
from .program import TALKING, active, meeting, page, post

HOURS = "curator director mentor other_mentor"


def build(world):
    """A call, a schedule, an assignment with an answer and a visit, all in the working program of the middle floor."""
    cast, now, program = world.cast, timezone.now(), world.program
    mentor, mentee = ground.actor(cast.mentor), ground.actor(cast.mentee)
    world.flag = call_curator(meeting=world.meeting, text="Нужен кабинет.", by=mentor, at=now)
    monday = today() + timedelta(days=14 - today().weekday())
    until = monday + timedelta(days=28)
    world.series = create_series(
        program=program, first=monday, clock=time(9), until=until, topic="Встреча", by=mentor, at=now
    )
    world.assignment = give_assignment(
        program=program, title="Карта занятия", mentee=cast.mentee, due=today(), by=mentor, at=now
    )
    file = SimpleUploadedFile("карта.pdf", b"%PDF-1.7\n%EOF", "application/pdf")
    answer_assignment(assignment=world.assignment, text="Готово.", files=[file], by=mentee, at=now)
    world.visit = write_visit(
        program=program, visitor=cast.mentor, day=today(), topic="Швы", found="Цель названа.", by=mentor, at=now
    )


def flag(world):
    return [world.flag.pk]


def assignment(world):
    return [world.assignment.pk]


def visit(world):
    return [world.visit.pk]


ROWS = {
    "meeting_note": page(meeting, allowed=TALKING),
    "meeting_call": page(meeting, allowed=TALKING),
    "flag_detail": page(flag, allowed="curator mentor"),
    "flag_close": post(flag, allowed="curator mentor"),
    "flag_reopen": post(flag, allowed="curator mentor"),
    "meeting_missed": page(active),
    "events_mark": page(active),
    "meeting_series": page(active),
    "series_cancel": page(lambda world: [world.series.pk]),
    "meeting_hours": Row(allowed=HOURS),
    "meeting_hours_xlsx": Row(allowed=HOURS),
    "assignment_give": page(active),
    "assignment_detail": page(assignment, allowed=TALKING),
    "assignment_withdraw": post(assignment, allowed=TALKING),
    "assignment_reopen": page(assignment, allowed=TALKING),
    "assignment_file": page(
        lambda world: [AssignmentFile.objects.get(turn__assignment=world.assignment).pk], allowed=TALKING
    ),
    "program_results": page(active),
    "visit_write": page(active),
    "visit_detail": page(visit, allowed=TALKING),
    "visit_edit": page(visit, allowed=TALKING),
    "visit_read": post(visit, allowed=TALKING),
}
