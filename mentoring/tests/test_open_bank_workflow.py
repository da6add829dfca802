"""Who may move a card of the open bank and an application from outside, written by hand (R05)."""

import pytest

from mentoring.access import SYSTEM
from mentoring.choices import OutsideState, PublicationState
from mentoring.tests import outside
from mentoring.workflow.open_bank import OUTSIDE, PUBLICATION

PARTS = ("curator", "director", "supervisor", "mentor", "other_mentor", "mentee", "admin", "outsider")
CARD = {
    ("mentor", "draft"): {"submit"},
    ("mentor", "awaiting"): {"edit"},
    ("mentor", "accepted"): {"edit", "submit"},
    ("mentor", "returned"): {"edit", "submit"},
    ("curator", "draft"): {"submit"},
    ("curator", "awaiting"): {"edit", "accept", "return"},
    ("curator", "accepted"): {"edit", "submit"},
    ("curator", "returned"): {"edit", "submit"},
}
APPLICATION = {
    ("curator", "received"): {"accept", "decline"},
    ("system", "received"): {"accept", "decline"},
    ("system", "unconfirmed"): {"confirm"},
}


@pytest.mark.parametrize("state", [state.value for state in PublicationState])
def test_card(state, cast):
    row = outside.published(cast.mentor.mentor)
    row.state = state
    for part in PARTS:
        may = {t.name for t, verdict in PUBLICATION.open_to(cast.actor(part), row) if verdict}
        assert may == CARD.get((part, state), set()), (part, state)


@pytest.mark.parametrize("state", [state.value for state in OutsideState])
def test_application(state, cast):
    row = outside.applied(state=state)
    actors = {"system": SYSTEM, **{part: cast.actor(part) for part in PARTS}}
    for part, actor in actors.items():
        may = {t.name for t, verdict in OUTSIDE.open_to(actor, row) if verdict}
        assert may == APPLICATION.get((part, state), set()), (part, state)


def test_every_refusal_says_why(cast):
    rows = {PUBLICATION: outside.published(cast.mentor.mentor), OUTSIDE: outside.applied()}
    for workflow, row in rows.items():
        for transition in workflow.transitions.values():
            for part in PARTS:
                verdict = transition.allow(cast.actor(part), row)
                assert verdict or verdict.reason.endswith("."), (transition.name, part)
