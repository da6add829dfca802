"""Who may move a pair from where to where, written by hand (R13–R15)."""

import pytest

from mentoring.choices import PairState
from mentoring.tests import make
from mentoring.workflow import PAIR

STATES = [state.value for state in PairState]
RECHECK = {"find", "ask", "block", "clear"}
FREE = RECHECK | {"drop"}
CURATOR = {
    "looking": FREE,
    "asked": FREE,
    "blocked": FREE,
    "ready": FREE | {"include"},
    "in_order": RECHECK,
    "dropped": set(),
    "assigned": {"replace", "complete", "end_early"},
    "active": {"replace", "substitute", "pause", "complete", "end_early"},
    "substitution": {"replace", "end_substitution", "complete", "end_early"},
    "paused": {"replace", "resume", "complete", "end_early"},
    "replacing": {"complete", "end_early"},
    "ending": {"complete", "end_early"},
    "completed": {"reopen"},
    "ended_early": {"reopen"},
}


@pytest.mark.parametrize("state", STATES)
def test_the_curator_may_take_exactly_these_steps(cast, state):
    pair = make.pair(state=state)
    may = {name for name in PAIR.transitions if PAIR.verdict(name, cast.actor("curator"), pair)}
    assert may == CURATOR[state]


@pytest.mark.parametrize("part", ["director", "mentor", "mentee", "supervisor", "admin", "outsider"])
def test_nobody_else_moves_a_pair_by_hand(cast, part):
    for state in STATES:
        pair = make.pair(state=state)
        assert [name for name in PAIR.transitions if PAIR.verdict(name, cast.actor(part), pair)] == []


def test_steps_of_signature_and_date_are_nobodys(cast):
    """«Работает» and «Закреплена» come by themselves: no role reaches them."""
    for name in ("assign", "unassign", "activate", "keep", "keep_assigned"):
        transition = PAIR.transitions[name]
        for state in transition.sources:
            assert not PAIR.verdict(name, cast.actor("curator"), make.pair(state=state))


def test_a_pair_in_an_order_is_taken_out_before_it_is_dropped(cast):
    verdict = PAIR.verdict("drop", cast.actor("curator"), make.pair(state="in_order"))
    assert "Сначала уберите её из приказа" in verdict.reason
