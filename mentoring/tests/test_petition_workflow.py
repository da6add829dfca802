"""Who may move a petition, a quiet request and a change from where to where, written by hand (R16, R34, R37)."""

import pytest

from mentoring.choices import ChangeState, HelpState, PetitionState
from mentoring.models import HelpRequest, PairChange, Petition
from mentoring.tests.make import moment
from mentoring.workflow.pair_change import CHANGE
from mentoring.workflow.petition import HELP, PETITION

AT = moment("2026-11-18 10:00")
AUTHOR = {
    "draft": {"send"},
    "submitted": {"withdraw"},
    "in_review": {"withdraw"},
    "need_info": {"answer", "withdraw"},
}
DECIDER = {
    "submitted": {"take", "ask", "grant", "refuse"},
    "in_review": {"ask", "grant", "refuse"},
    "granted": {"execute"},
}


def petition(cast, state, **fields):
    values = {"kind": "replace_mentor", "addressee": "curator", "author": cast.mentee, "pair": cast.pair, **fields}
    return Petition(pk=1, number="ХЗ-2026/1", state=state, created_at=AT, sent_at=AT, **values)


def may(table, actor, row):
    return {name for name in table.transitions if table.verdict(name, actor, row)}


@pytest.mark.parametrize("state", PetitionState.values)
def test_a_petition_to_the_curator(cast, state):
    row = petition(cast, state)
    assert may(PETITION, cast.actor("mentee"), row) == AUTHOR.get(state, set())
    assert may(PETITION, cast.actor("curator"), row) == DECIDER.get(state, set())
    for part in ("director", "mentor", "supervisor", "admin", "outsider"):
        assert may(PETITION, cast.actor(part), row) == set()


@pytest.mark.parametrize("state", PetitionState.values)
def test_a_petition_to_the_director(cast, state):
    row = petition(cast, state, kind="release_personal", addressee="director", author=cast.mentor)
    assert may(PETITION, cast.actor("director"), row) == DECIDER.get(state, set())
    assert may(PETITION, cast.actor("curator"), row) == ({"execute"} if state == "granted" else set())
    assert may(PETITION, cast.actor("mentee"), row) == set()


@pytest.mark.parametrize("state", HelpState.values)
def test_a_quiet_request(cast, state):
    row = HelpRequest(pk=1, person=cast.mentee, state=state, asked_at=AT)
    closing = {"close"} if state != "closed" else set()
    assert may(HELP, cast.actor("mentee"), row) == closing
    assert may(HELP, cast.actor("curator"), row) == closing | ({"answer"} if state == "asked" else set())
    for part in ("director", "mentor", "supervisor", "admin", "outsider"):
        assert may(HELP, cast.actor(part), row) == set()


CURATOR_CHANGES = {
    "looking": {"ask", "record", "drop"},
    "asked": {"ask", "record", "drop"},
    "agreed": {"ask", "record", "include", "drop"},
    "running": {"end"},
}


@pytest.mark.parametrize("state", ChangeState.values)
def test_a_change(cast, state):
    row = PairChange(pk=1, pair=cast.pair, kind="replace", state=state, coming=cast.other_mentor)
    assert may(CHANGE, cast.actor("curator"), row) == CURATOR_CHANGES.get(state, set())
    assert may(CHANGE, cast.actor("other_mentor"), row) == ({"accept", "decline"} if state == "asked" else set())
    for part in ("director", "mentor", "mentee", "supervisor", "admin", "outsider"):
        assert may(CHANGE, cast.actor(part), row) == set()
