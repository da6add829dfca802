"""The yearly campaign of requests: who sees it and who may do what in it."""

from datetime import timedelta

from mentoring.choices import CampaignState, UnitAnswer
from mentoring.kit.dates import academic_year, moment
from mentoring.kit.verdict import YES, no
from mentoring.models import CampaignUnit, RequestCampaign
from mentoring.office import office

from .actor import SYSTEM
from .pair import may_run_office


def campaigns_for(actor):
    """The office sees every campaign, a head those in which the own department was asked."""
    if actor.has("curator", "director"):
        return RequestCampaign.objects.all()
    return RequestCampaign.objects.filter(units__unit__in=actor.units).distinct()


def campaign_units_for(actor):
    """Answers of departments: the office all, a head the own ones."""
    if actor.has("curator", "director"):
        return CampaignUnit.objects.all()
    return CampaignUnit.objects.filter(unit__in=actor.units)


def may_see_campaigns(actor):
    if actor.is_office or actor.units:
        return YES
    return no("Кампанию запросов видят куратор, директор и руководители подразделений.")


def may_open_campaign(actor, starts):
    """The curator, or the daily round on the day the college chose; one campaign an academic year, which `starts` then."""
    if actor is not SYSTEM and not (allowed := may_run_office(actor)):
        return allowed
    if RequestCampaign.objects.filter(year__starts=starts).exists():
        return no(f"Кампания {academic_year(starts)} года уже открыта.")
    return YES


def may_remind_unit(actor, row, at):
    """The curator, while an answer is awaited, not more often than the setting allows."""
    if not (allowed := may_run_office(actor)):
        return allowed
    if row.campaign.state != CampaignState.OPEN or row.answer != UnitAnswer.WAITING:
        return no("Напоминать не о чем: ответа не ждём.")
    if row.unit.head is None:
        return no("У подразделения нет руководителя. Назначьте его или ответьте за него.")
    soonest = (row.reminded_at or row.campaign.opened_at) + timedelta(hours=office().setting("reminder_hours"))
    return YES if at >= soonest else no(f"Недавно уже писали. Следующее напоминание – после {moment(soonest)}.")
