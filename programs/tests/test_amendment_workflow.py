"""Every allowed role × state × step of an amendment, written by hand (R25)."""

import pytest

from mentoring.tests.make import person
from mentoring.tests.standing import scene
from programs import workflow
from programs.choices import AmendmentState
from programs.tests import make
from programs.tests import make_amendment as plan

PARTS = ("curator", "director", "member", "supervisor", "mentor", "mentee", "other_mentor", "outsider", "admin")
OPEN = ("draft", "awaiting_consents", "objected", "awaiting_curator", "returned", "awaiting_director")
WRITERS = ("curator", "mentor")
COMMON = (
    {(part, state, "send") for part in WRITERS for state in ("draft", "objected", "returned")}
    | {(part, state, "withdraw") for part in WRITERS for state in OPEN}
    | {
        (part, state, "rebase")
        for part in WRITERS
        for state in ("awaiting_consents", "awaiting_curator", "awaiting_director")
    }
    | {
        ("mentee", "awaiting_consents", "consent"),
        ("mentee", "awaiting_consents", "object"),
        ("curator", "awaiting_consents", "record"),
    }
)
FIRST = {("curator", "awaiting_curator", "return"), ("curator", "awaiting_curator", "refuse")}


def last(part):
    return {(part, "awaiting_director", step) for step in ("approve", "return", "refuse")}


BY_SETTING = {
    "curator": FIRST
    | {("curator", "awaiting_curator", "approve")}
    | last("director"),  # agreed before the setting changed
    "director": FIRST | {("curator", "awaiting_curator", "agree")} | last("director"),
    "council": FIRST | {("curator", "awaiting_curator", "agree")} | last("member"),
}
OF_THE_SYSTEM = {"settle", "lapse"}


@scene
def amendment(cast):
    make.around_today(cast.pair)
    program = make.program(cast.pair, state="active", curator=cast.curator)
    return plan.sent(program, cast)  # the mentor has answered by sending


@pytest.mark.parametrize("setting", sorted(BY_SETTING))
def test_amendment_triples(cast, amendment, setting):
    cast.member = person("Гурова Нина Олеговна", login=True, roles=["council"])
    make.set_setting("program_approver", setting)
    found = set()
    for part in PARTS:
        actor = cast.actor(part)
        for state in AmendmentState.values:
            amendment.state = state
            for name in workflow.AMENDMENT.transitions:
                if name not in OF_THE_SYSTEM and workflow.AMENDMENT.verdict(name, actor, amendment):
                    found.add((part, state, name))
    assert found == BY_SETTING[setting] | COMMON


def test_every_refusal_says_why(cast, amendment):
    for part in ("curator", "director", "supervisor", "mentor", "mentee", "outsider"):
        for state in AmendmentState.values:
            amendment.state = state
            for name in workflow.AMENDMENT.transitions:
                verdict = workflow.AMENDMENT.verdict(name, cast.actor(part), amendment)
                assert verdict or verdict.reason.endswith("."), (part, state, name)
