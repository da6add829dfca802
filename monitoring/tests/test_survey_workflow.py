"""The survey's process, role × state × action written by hand: the table may not vouch for itself."""

import pytest

from monitoring.models import Survey
from monitoring.tests import make_survey as ms
from monitoring.workflow import SURVEY

STATES = ("draft", "running", "closed_few", "closed", "archived")
ALLOWED = {
    ("curator", "draft", "launch"),
    ("curator", "running", "close"),
    ("curator", "running", "close_few"),
    ("curator", "closed", "archive"),
    ("curator", "closed_few", "archive"),
}
PARTS = ("curator", "director", "supervisor", "mentor", "mentee", "admin", "outsider")


@pytest.mark.parametrize("state", STATES)
def test_who_may_do_what_in_which_state(cast, state):
    survey = ms.draft(cast.actor("curator"), [ms.program(cast.pair)])
    Survey.objects.filter(pk=survey.pk).update(state=state)
    survey.refresh_from_db()
    found = {
        (part, state, name)
        for part in PARTS
        for name in SURVEY.transitions
        if SURVEY.verdict(name, cast.actor(part), survey)
    }
    assert found == {triple for triple in ALLOWED if triple[1] == state}


def test_targets_of_the_steps():
    assert {name: one.target for name, one in SURVEY.transitions.items()} == {
        "launch": "running",
        "close": "closed",
        "close_few": "closed_few",
        "archive": "archived",
    }


def test_nobody_to_ask_is_a_refusal_on_the_button(cast):
    survey = ms.draft(cast.actor("curator"), [ms.program(cast.pair)])
    survey.invitations.all().delete()
    assert SURVEY.verdict("launch", cast.actor("curator"), survey).reason.startswith("Спрашивать некого")
