"""Who may take which step of a card of difficulties, written out by hand."""

import pytest

from mentoring.choices import DiagnosisState
from mentoring.tests import make_diagnosis as md
from mentoring.workflow.diagnosis import DIAGNOSIS

ALLOWED = {
    ("mentee", "asked", "begin"),
    ("mentee", "asked", "finish"),
    ("mentee", "draft", "finish"),
    ("mentee", "done", "reopen"),
    ("curator", "asked", "withdraw"),
    ("curator", "draft", "withdraw"),
    ("supervisor", "asked", "withdraw"),
    ("supervisor", "draft", "withdraw"),
}
ROLES = ("curator", "director", "supervisor", "mentor", "mentee", "other_mentor", "other_mentee", "admin", "outsider")


@pytest.mark.parametrize("role", ROLES)
def test_triples(cast, role):
    diagnosis = md.asked(cast.mentee, by=cast.supervisor)
    actor = cast.actor(role)
    found = set()
    for state in DiagnosisState.values:
        diagnosis.state = state
        found |= {(role, state, name) for name in DIAGNOSIS.transitions if DIAGNOSIS.verdict(name, actor, diagnosis)}
    assert found == {triple for triple in ALLOWED if triple[0] == role}
