"""Every allowed role × state × action, written by hand: the table cannot vouch for itself."""

import pytest

from mentoring.tests.make import person
from programs import workflow
from programs.choices import EventState, MeetingState, ProgramState
from programs.models import Meeting, PlanEvent
from programs.tests import make

PARTS = ("curator", "director", "member", "supervisor", "mentor", "mentee", "other_mentor", "outsider", "admin")
COMPLETE = {
    ("curator", "active", "complete"),
    ("curator", "active", "end_early"),
    ("curator", "finishing", "complete"),
    ("curator", "finishing", "end_early"),
    ("curator", "draft", "cancel"),
    ("curator", "submitted", "cancel"),
    ("curator", "returned", "cancel"),
    ("curator", "awaiting_director", "cancel"),
    ("curator", "awaiting_acquaintance", "cancel"),
    ("curator", "completed", "reopen"),
    ("curator", "ended_early", "reopen"),
}
WRITE = {
    ("mentor", "draft", "submit"),
    ("mentor", "returned", "submit"),
    ("mentor", "submitted", "recall"),
}
BY_SETTING = {
    "curator": {
        ("curator", "submitted", "return"),
        ("curator", "submitted", "approve"),
        # a program that was agreed before the setting changed is finished by the director
        ("director", "awaiting_director", "return"),
        ("director", "awaiting_director", "approve"),
    },
    "director": {
        ("curator", "submitted", "return"),
        ("curator", "submitted", "agree"),
        ("director", "awaiting_director", "return"),
        ("director", "awaiting_director", "approve"),
    },
    "council": {
        ("curator", "submitted", "return"),
        ("curator", "submitted", "agree"),
        ("member", "awaiting_director", "return"),
        ("member", "awaiting_director", "approve"),
    },
}
OF_THE_SYSTEM = {"start", "finish", "resume"}


@pytest.mark.parametrize("setting", sorted(BY_SETTING))
def test_program_triples(cast, setting):
    cast.member = person("Гурова Нина Олеговна", login=True, roles=["council"])
    make.set_setting("program_approver", setting)
    program = make.opened(cast.pair)
    found = set()
    for part in PARTS:
        actor = cast.actor(part)
        for state in ProgramState.values:
            program.state = state
            for name in workflow.PROGRAM.transitions:
                if name not in OF_THE_SYSTEM and workflow.PROGRAM.verdict(name, actor, program):
                    found.add((part, state, name))
    assert found == BY_SETTING[setting] | WRITE | COMPLETE


def test_every_refusal_says_why(cast):
    program = make.opened(cast.pair)
    for part in PARTS[:2] + PARTS[3:]:
        for state in ProgramState.values:
            program.state = state
            for name in workflow.PROGRAM.transitions:
                verdict = workflow.PROGRAM.verdict(name, cast.actor(part), program)
                assert verdict or verdict.reason.endswith("."), (part, state, name)


MARKS = ("done", "partly", "not_done", "moved")
MARKERS = {"both": ("curator", "mentor", "mentee"), "mentor": ("curator", "mentor"), "mentee": ("curator", "mentor", "mentee"),
           "curator": ("curator", "mentor")}  # fmt: skip


@pytest.mark.parametrize("responsible", sorted(MARKERS))
def test_event_triples(cast, responsible):
    program = make.program(cast.pair, state="active", curator=cast.curator)
    event = PlanEvent.objects.select_related("program__pair").filter(program=program).first()
    event.responsible = responsible
    found, states = set(), EventState.values
    for part in ("curator", "director", "supervisor", "mentor", "mentee", "other_mentee", "outsider"):
        for state in states:
            event.state = state
            for name in workflow.EVENT.transitions:
                if workflow.EVENT.verdict(name, cast.actor(part), event):
                    found.add((part, state, name))
    marked = ("done", "partly", "not_done", "moved")
    expected = {
        (part, state, name) for part in MARKERS[responsible] for state in ("planned", *marked) for name in MARKS
    } | {(part, state, "undo") for part in MARKERS[responsible] for state in marked}
    assert found == expected


def test_meeting_triples(cast):
    """The mentor recorded; the mentee is the second side."""
    program = make.program(cast.pair, state="active", curator=cast.curator)
    meeting = Meeting(program=program, author=cast.mentor)
    found = set()
    for part in ("curator", "director", "supervisor", "mentor", "mentee", "other_mentor", "outsider"):
        for state in MeetingState.values:
            meeting.state = state
            for name in workflow.MEETING.transitions:
                if workflow.MEETING.verdict(name, cast.actor(part), meeting):
                    found.add((part, state, name))
    own = ("curator", "mentor", "mentee")
    ahead = {(part, "scheduled", name) for part in own for name in ("record", "cancel", "not_held", "move")}
    mend = {(part, state, "record") for part in own for state in ("disputed", "not_held")}
    assert found == ahead | mend | {
        ("mentor", "recorded", "record"),
        ("mentor", "recorded", "retract"),
        ("mentor", "disputed", "retract"),
        ("mentee", "recorded", "confirm"),
        ("mentee", "recorded", "dispute"),
    }
