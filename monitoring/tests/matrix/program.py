"""The middle floor: participants their own, heads those of their people, the office all; meetings are closer still."""

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from mentoring.actions.feed import open_feed
from mentoring.tests import make as ground
from programs.actions.evidence import add_evidence
from programs.actions.meeting import record_meeting
from programs.actions.remark import add_remark
from programs.models import Remark
from programs.tests import make

from . import Row

INSIDE = "curator director supervisor mentor mentee"
TALKING = "curator mentor mentee"


def build(world):
    """A draft, a sent program with two remarks, a working one with proof and a meeting, a pair without a program."""
    cast, now = world.cast, timezone.now()

    def pair():
        return make.live_pair([cast.mentor], [cast.mentee])

    curator, mentor = ground.actor(cast.curator), ground.actor(cast.mentor)
    world.feed = open_feed(by=mentor, at=now)
    world.unopened = pair()
    world.draft_program = make.program(pair())
    world.sent_program = make.program(pair(), state="submitted")
    world.program = make.program(pair(), state="active", curator=cast.curator)
    world.version = make.version(world.program)
    world.remark = add_remark(program=world.sent_program, section="goal", text="Цель широкая.", by=curator, at=now)
    world.sent_remark = add_remark(program=world.sent_program, section="plan", text="Перенесите.", by=curator, at=now)
    Remark.objects.filter(pk=world.sent_remark.pk).update(state="new")
    world.event = world.program.events.select_related("program__pair").first()
    file = SimpleUploadedFile("план.pdf", b"%PDF-1.7\n%EOF", "application/pdf")
    (world.evidence,) = add_evidence(event=world.event, by=mentor, at=now, files=[file])
    world.meeting = record_meeting(
        program=world.program, starts_at=now, topic="Цели", attended=[cast.mentor], done="Есть", by=mentor, at=now
    )


def draft(world):
    return [world.draft_program.pk]


def sent(world):
    return [world.sent_program.pk]


def active(world):
    return [world.program.pk]


def version(world):
    return [world.version.pk]


def event(world):
    return [world.event.pk]


def evidence(world):
    return [world.evidence.pk]


def meeting(world):
    return [world.meeting.pk]


def page(args, allowed=INSIDE, **fields):
    return Row(allowed=allowed, args=args, **fields)


def post(args, allowed=INSIDE):
    """A one-button form: who may not act is sent back to the page with the reason."""
    return Row(allowed=allowed, args=args, method="post", ok=302)


ROWS = {
    "program_list": Row(),
    "program_open": page(lambda world: [world.unopened.pk]),
    "program_detail": page(active),
    "program_template": post(draft),
    "program_from_card": post(draft),
    "program_read": page(draft),
    "program_section": page(lambda world: [world.draft_program.pk, "goal"]),
    "program_plan": page(draft),
    "program_presets": page(draft),
    "program_submit": page(draft),
    "program_recall": post(sent),
    "program_review": page(sent),
    "program_changes": page(sent),
    "program_return": post(sent),
    "program_agree": post(sent),
    "program_approve": post(sent),
    "program_remark_add": page(lambda world: [world.sent_program.pk, "goal"]),
    "program_acquaint": page(active),
    "program_acquaint_paper": page(active),
    "program_complete": page(active),
    "program_reopen": page(active),
    "program_continue": page(active),
    "program_certificate": post(lambda world: [world.program.pk, world.cast.mentee.pk]),
    "program_pdf": page(draft),
    "program_docx": page(draft),
    "version_detail": page(version),
    "version_pdf": page(version),
    "version_docx": page(version),
    "version_sheet_pdf": page(version),
    "remark_edit": page(lambda world: [world.remark.pk], allowed="curator"),
    "remark_delete": post(lambda world: [world.remark.pk], allowed="curator"),
    "remark_answer": page(lambda world: [world.sent_remark.pk]),
    "event_mark": page(event),
    "event_undo": post(event),
    "evidence_add": page(event),
    "evidence_remove": post(evidence),
    "evidence_file": page(evidence),
    "calendar_page": Row(),
    "calendar_open": Row(method="post", ok=302),
    "calendar_close": Row(method="post", ok=302),
    "calendar_ics": Row(public=True, args=lambda world: [world.feed]),
    "meeting_list": Row(),
    "meeting_schedule": page(active),
    "meeting_record": page(active),
    "meeting_detail": page(meeting, allowed=TALKING),
    "meeting_confirm": post(meeting, allowed=TALKING),
    "meeting_dispute": page(meeting, allowed=TALKING),
    "meeting_not_held": page(meeting, allowed=TALKING),
    "meeting_cancel": page(meeting, allowed=TALKING),
    "meeting_retract": post(meeting, allowed=TALKING),
    "meeting_move": page(meeting, allowed=TALKING),
}
