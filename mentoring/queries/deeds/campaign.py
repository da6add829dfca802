"""The yearly campaign of requests: departments that have not answered, requests of the year before to be confirmed."""

from django.db.models import Q
from django.urls import reverse

from mentoring.choices import CampaignState, UnitAnswer
from mentoring.choices import RequestState as S
from mentoring.kit.dates import by
from mentoring.kit.deeds import DeedSource, WaitSource
from mentoring.kit.ui import Wait
from mentoring.models import AcademicYear, CampaignUnit, MentoringRequest, RequestCampaign
from mentoring.office import office

from .request import dated, named

CAMPAIGN = "Кампания запросов"
UNIT_FIELDS = ("unit__name", "campaign__due", "campaign__year__starts", "campaign__year__ends")
OPENING_MONTHS = (9, 10)


def sources(actor, on):
    if not actor.person:
        return []
    found = [
        DeedSource("renew_request", _renewals(actor), lambda row: _renew(row, on), "Запросы", "mentee",
                   fields=("due", *named("person")))
    ]  # fmt: skip
    if actor.units:
        found.append(
            DeedSource("answer_campaign", _unanswered().filter(unit__in=actor.units), lambda row: _answer(row, on),
                       CAMPAIGN, "supervisor", due=_due, fields=UNIT_FIELDS, by="campaign__due")
        )  # fmt: skip
    if actor.has("curator"):
        found += _of_curator(on)
    return found


def _of_curator(on):
    ended = RequestCampaign.objects.filter(state=CampaignState.OPEN, due__lt=on)
    found = [
        DeedSource("answer_headless", _unanswered().filter(unit__head__isnull=True), lambda row: _answer(row, on),
                   CAMPAIGN, "curator", due=_due, fields=UNIT_FIELDS, by="campaign__due"),
        DeedSource("close_campaign", ended, lambda row: _close(row, on), CAMPAIGN, "curator",
                   fields=("due", "year__starts", "year__ends")),
    ]  # fmt: skip
    if office().setting("campaign_opens") == "hand" and on.month in OPENING_MONTHS:
        years = AcademicYear.objects.filter(current=True, campaign__isnull=True)
        found.append(
            DeedSource("open_campaign", years, lambda row: _open(row, on), CAMPAIGN, "curator",
                       due=lambda row: None, fields=("starts", "ends"), by="starts")
        )  # fmt: skip
    return found


def _due(row):
    return row.campaign.due


def _unanswered():
    return CampaignUnit.objects.filter(answer=UnitAnswer.WAITING, campaign__state=CampaignState.OPEN)


def _renewals(actor):
    return MentoringRequest.objects.filter(
        Q(person=actor.person) | Q(source="administration", initiator=actor.person), state=S.AWAITING_RENEWAL
    )


def _renew(request, on):
    url = reverse("request_detail", args=[request.pk])
    title = f"Сказать, нужен ли ещё наставник {request.person.short_case('dat')}, — {by(request.due, on)}"
    text = "Запрос прошлого года. Без ответа он закроется."
    return dated(request.due, on, title=title, text=text, url=url, action="Ответить", action_url=url)


def _answer(row, on):
    url = reverse("campaign_unit", args=[row.pk])
    title = f"Назвать, кому нужен наставник, — {by(row.campaign.due, on)}"
    text = f"{row.unit.name}, {row.campaign.year} учебный год."
    return dated(row.campaign.due, on, title=title, text=text, url=url, action="Назвать", action_url=url)


def _close(campaign, on):
    url = reverse("campaign_detail", args=[campaign.pk])
    title = f"Завершить кампанию запросов {campaign.year}: {by(campaign.due, on)}"
    text = "Посмотрите, кто не ответил."
    return dated(campaign.due, on, title=title, text=text, url=url, action="Открыть", action_url=url)


def _open(year, on):
    url = reverse("campaign_open")
    title = f"Открыть кампанию запросов {year}"
    return dated(None, on, title=title, url=url, action="Открыть", action_url=url)


def waits(actor, on):
    """The curator waits for heads until the date; then it is his turn."""
    if not actor.has("curator") or actor.role != "curator":
        return []
    rows = _unanswered().filter(unit__head__isnull=False, campaign__due__gte=on)
    fields = ("campaign__due", "unit__name", *named("unit__head"))
    return [WaitSource(rows, lambda row: _wait(row, on), fields, by="campaign__due")]


def _wait(row, on):
    said = f"ответ, кому нужен наставник ({row.unit.name})"
    return Wait(row.unit.head.short_name, said, by(row.campaign.due, on), reverse("campaign_unit", args=[row.pk]))
