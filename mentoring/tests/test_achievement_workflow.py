"""R35: who may take which step from which state, written by hand so that the table cannot vouch for itself."""

import pytest

from mentoring.actions.achievement import remove_achievement
from mentoring.actions.achievement_check import confirm_achievement, return_achievement
from mentoring.tests import make_achievement as ma
from mentoring.workflow.achievement import ACHIEVEMENT

KEEP = {"tell", "plan", "remove"}
ALLOWED = {
    ("planned", "mentee"): KEEP,
    ("planned", "mentor"): KEEP,
    ("planned", "curator"): KEEP,
    ("told", "mentee"): KEEP,
    ("told", "mentor"): KEEP,
    ("told", "curator"): KEEP | {"confirm", "ask"},
    ("told", "director"): {"confirm", "ask"},
    ("returned", "mentee"): KEEP,
    ("returned", "mentor"): KEEP,
    ("returned", "curator"): KEEP | {"confirm"},
    ("returned", "director"): {"confirm"},
    ("confirmed", "mentee"): KEEP,
    ("confirmed", "mentor"): KEEP,
    ("confirmed", "curator"): KEEP | {"unconfirm"},
    ("confirmed", "director"): {"unconfirm"},
    ("removed", "mentee"): {"restore", "restore_plan"},
    ("removed", "mentor"): {"restore", "restore_plan"},
    ("removed", "curator"): {"restore", "restore_plan"},
}
PARTS = ("curator", "director", "mentor", "mentee", "supervisor", "other_mentor", "other_mentee", "admin", "outsider")


def in_state(cast, state):
    mentee, curator = cast.actor("mentee"), cast.actor("curator")
    if state == "planned":
        return ma.planned(cast.mentee, mentee, pair=cast.pair)
    row = ma.write(cast.mentee, mentee, pair=cast.pair)
    acts = {
        "told": lambda: None,
        "returned": lambda: return_achievement(row, remark="Приложите диплом", by=curator, at=ma.AT),
        "confirmed": lambda: confirm_achievement(row, by=curator, at=ma.AT),
        "removed": lambda: remove_achievement(row, by=mentee, at=ma.AT),
    }
    acts[state]()
    return ma.fresh(row)


@pytest.mark.parametrize("state", ["planned", "told", "returned", "confirmed", "removed"])
def test_steps(cast, state):
    row = in_state(cast, state)
    assert row.state == state
    for part in PARTS:
        found = {name for name in ACHIEVEMENT.transitions if ACHIEVEMENT.verdict(name, cast.actor(part), row)}
        assert found == ALLOWED.get((state, part), set()), (state, part)
