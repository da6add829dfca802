"""The campaign of requests: opened once a year, closed when departments have answered (clause 4.2)."""

from datetime import date, timedelta

from django.db import transaction
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from mentoring import notifications
from mentoring.access import SYSTEM, may_open_campaign
from mentoring.actions import journal
from mentoring.actions.college import open_year
from mentoring.actions.renewal import carry_over
from mentoring.choices import RequestState, UnitAnswer, UnitKind
from mentoring.kit.dates import words
from mentoring.kit.text import count
from mentoring.kit.verdict import Refused, no, require
from mentoring.models import AcademicYear, CampaignUnit, CouncilMember, Person, RequestCampaign, Unit
from mentoring.office import office
from mentoring.queries.campaign.units import units_to_ask, usual_due
from mentoring.workflow.campaign import CAMPAIGN

BY_HAND = "hand"
COLLEGIAL = (UnitKind.COUNCIL, UnitKind.COMMITTEE)
WINDOW_DAYS = 60  # a server that slept through the day opens it later, but not in the middle of the year


@transaction.atomic
def open_campaign(starts, *, due, by, at):
    """Ask every department that has teachers, carry last year's open requests over. Returns the RequestCampaign.

    `starts` is the first day of the academic year, which is made when it is missing.
    """
    year = AcademicYear.objects.select_for_update().get(pk=open_year(starts, current=False).pk)
    require(may_open_campaign(by, year.starts))
    if due <= _day(at):
        raise Refused(no("Срок ответа – позже сегодняшнего дня. Исправьте дату."))
    campaign = RequestCampaign.objects.create(year=year, due=due, opened_at=at, opened_by=by.person)
    units = list(units_to_ask())
    CampaignUnit.objects.bulk_create(CampaignUnit(campaign=campaign, unit=unit, asked=unit.head) for unit in units)
    notifications.write_all(
        "campaign_opened",
        [unit.head for unit in units],
        at=at,
        path=reverse("campaign_detail", args=[campaign.pk]),
        year=str(year),
        date=words(due),
    )
    _tell_councils(campaign, {unit.head_id for unit in units}, at)
    carried = carry_over(campaign, by=by, at=at)
    asked = count(len(units), "подразделение", "подразделения", "подразделений")
    heading = f"Открыта кампания «{campaign}»: {asked}, перенесено запросов – {len(carried)}"
    journal.record("campaign_opened", heading, by=by, at=at, subject=campaign)
    return campaign


def _tell_councils(campaign, heads, at):
    """Members of councils and commissions learn of the campaign; a head is asked already and is not told twice."""
    on = _day(at)
    bodies = Unit.objects.filter(kind__in=COLLEGIAL, retired=False)
    seats = CouncilMember.objects.filter(Q(until__isnull=True) | Q(until__gte=on), since__lte=on, unit__in=bodies)
    people = Person.objects.filter(pk__in=seats.values("person")).exclude(pk__in=[pk for pk in heads if pk])
    path = reverse("council_list")
    notifications.write_all(
        "campaign_told", people.in_order(), at=at, path=path, year=str(campaign.year), date=words(campaign.due)
    )


def open_due_campaign(*, at):
    """Daily: open the campaign of the coming year on the day the setting names. Returns how many were opened."""
    on, opens = _day(at), office().setting("campaign_opens")
    if opens == BY_HAND:
        return 0
    month, day = (int(part) for part in opens.split("-"))
    first = date(on.year, month, day)
    if not first <= on <= first + timedelta(days=WINDOW_DAYS):
        return 0
    starts = date(on.year, 9, 1)
    if not may_open_campaign(SYSTEM, starts):
        return 0
    open_campaign(starts, due=usual_due(on), by=SYSTEM, at=at)
    return 1


@transaction.atomic
def close_campaign(campaign, *, by, at):
    """No more answers are awaited. Raises Refused while requests of the year before wait for a word."""
    require(CAMPAIGN.verdict("close", by, campaign))
    waiting = campaign.carried.filter(request__state=RequestState.AWAITING_RENEWAL).count()
    if waiting:
        told = count(waiting, "запрос", "запроса", "запросов")
        raise Refused(no(f"Не подтверждены {told} прошлого года. Дождитесь ответа или закройте их."))
    CAMPAIGN.claim("close", campaign, by=by, closed_at=at, closed_by=by.person)
    silent = campaign.units.filter(answer=UnitAnswer.WAITING).count()
    heading = "Кампания завершена" + (f", без ответа подразделений – {silent}" if silent else "")
    journal.record("campaign_closed", heading, by=by, at=at, subject=campaign)


@transaction.atomic
def reopen_campaign(campaign, *, by, at):
    CAMPAIGN.claim("reopen", campaign, by=by, closed_at=None, closed_by=None)
    journal.record("campaign_reopened", "Кампания открыта снова", by=by, at=at, subject=campaign)


def _day(at):
    return timezone.localtime(at).date()
