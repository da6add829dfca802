"""Who may move a campaign and a department's answer, written by hand so that the tables cannot vouch for themselves (R10)."""

from datetime import date

import pytest

from mentoring.models import CampaignUnit, RequestCampaign
from mentoring.tests import make
from mentoring.workflow import CAMPAIGN, CAMPAIGN_UNIT

PARTS = ("curator", "director", "supervisor", "mentor", "outsider", "admin")
ALLOWED = {("curator", "open"): {"close"}, ("curator", "closed"): {"reopen"}}
UNIT_ALLOWED = {
    (part, answer): steps
    for part in ("curator", "supervisor")
    for answer, steps in {
        "waiting": {"ask", "nobody"},
        "asked": {"ask", "rethink"},
        "nobody": {"ask", "rethink"},
    }.items()
}


@pytest.mark.parametrize("state", ["open", "closed"])
def test_every_role_may_take_exactly_these_steps(cast, state):
    closed = make.moment() if state == "closed" else None
    campaign = RequestCampaign(year=make.year(), state=state, due=date(2026, 9, 10), closed_at=closed)
    for part in PARTS:
        may = {name for name in CAMPAIGN.transitions if CAMPAIGN.verdict(name, cast.actor(part), campaign)}
        assert may == ALLOWED.get((part, state), set()), part


@pytest.mark.parametrize("answer", ["waiting", "asked", "nobody"])
@pytest.mark.parametrize("state", ["open", "closed"])
def test_a_department_is_answered_for_by_its_head_or_the_curator_while_the_campaign_runs(cast, state, answer):
    row = CampaignUnit(
        campaign=RequestCampaign(year=make.year(), state=state, due=date(2026, 9, 10)), unit=cast.unit, answer=answer
    )
    for part in PARTS:
        verdicts = {name: CAMPAIGN_UNIT.verdict(name, cast.actor(part), row) for name in CAMPAIGN_UNIT.transitions}
        may = {name for name, verdict in verdicts.items() if verdict}
        assert may == (UNIT_ALLOWED.get((part, answer), set()) if state == "open" else set()), part
        assert all(verdict or verdict.reason for verdict in verdicts.values())
