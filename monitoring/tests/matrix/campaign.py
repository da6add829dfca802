"""«Кампания запросов»: the office's, and of a department its head's."""

from datetime import date

from mentoring.models import CampaignUnit, RequestCampaign
from mentoring.tests import make

from . import Row

SEEN = "curator director supervisor"
SEEN_ONLY = {"director": 302, "supervisor": 302}


def build(world):
    """A running campaign in which the department of the cast was asked."""
    world.campaign = RequestCampaign.objects.create(
        year=make.year(), due=date(2030, 9, 10), opened_at=make.moment("2026-08-25 09:00")
    )
    world.campaign_unit = CampaignUnit.objects.create(
        campaign=world.campaign, unit=world.cast.unit, asked=world.cast.supervisor
    )


def campaign(world):
    return [world.campaign.pk]


def unit(world):
    return [world.campaign_unit.pk]


def act(args):
    """A button of the curator: who only reads is sent back with the reason."""
    return Row(allowed="curator", also=SEEN_ONLY, args=args, method="post", ok=302)


ROWS = {
    "campaign_list": Row(allowed=SEEN, denied=403),
    "campaign_open": Row(allowed="curator", denied=403, ok=302),
    "campaign_detail": Row(allowed=SEEN, args=campaign),
    "campaign_close": act(campaign),
    "campaign_reopen": act(campaign),
    "campaign_remind": act(campaign),
    "campaign_close_unconfirmed": act(campaign),
    "campaign_unit": Row(allowed=SEEN, args=unit),
    "campaign_unit_requests": Row(allowed="curator supervisor", also={"director": 403}, args=unit, ok=302),
    "campaign_unit_nobody": Row(allowed="curator supervisor", also={"director": 403}, args=unit),
    "campaign_unit_rethink": act(unit),
    "campaign_unit_remind": act(unit),
}
