"""Campaigns of all years, newest first, and what opening the next one would do."""

from dataclasses import dataclass

from django.db.models import Count, Q

from mentoring.access import campaigns_for
from mentoring.choices import CampaignState, UnitAnswer
from mentoring.kit.dates import academic_year, words
from mentoring.kit.states import StateTag
from mentoring.kit.ui import Column
from mentoring.models import MentoringRequest, RequestCampaign
from mentoring.queries.campaign.units import units_to_ask, year_to_open
from mentoring.queries.request import left_words
from mentoring.workflow.request import CARRIED

COLUMNS = (
    Column("Кампания", primary=True),
    Column("Срок ответа"),
    Column("Ответили"),
    Column("Перенесено запросов", numeric=True),
    Column("Состояние"),
)


@dataclass(frozen=True)
class CampaignLine:
    campaign: RequestCampaign
    answered: str
    carried: int
    left: str
    tag: StateTag


@dataclass(frozen=True)
class Opening:
    """What happens when the next campaign is opened."""

    year: str
    heads: int
    headless: tuple[str, ...]
    units: int
    carried: int


def campaign_lines(actor, on):
    asked = Q(units__unit__in=actor.units) if not actor.is_office else Q()
    rows = campaigns_for(actor).select_related("year")
    rows = rows.annotate(
        asked_n=Count("units", filter=asked or None, distinct=True),
        answered_n=Count("units", filter=asked & ~Q(units__answer=UnitAnswer.WAITING), distinct=True),
        carried_n=Count("carried", distinct=True),
    )
    return [_line(row, on) for row in rows.order_by("-year__starts")]


def _line(row, on):
    running = row.state == CampaignState.OPEN
    tag = StateTag("go", "Идёт", "") if running else StateTag("calm", "Завершена", f"{words(row.closed_at)}.")
    left = left_words(row.due, on) if running else ""
    return CampaignLine(row, f"{row.answered_n} из {row.asked_n}", row.carried_n, left, tag)


def opening(on):
    """The campaign that may be opened now, or None."""
    starts = year_to_open(on)
    if starts is None:
        return None
    units = list(units_to_ask())
    left = MentoringRequest.objects.filter(
        state__in=CARRIED, year__starts__lt=starts, person__left_on__isnull=True
    ).count()
    return Opening(
        year=academic_year(starts),
        heads=len({unit.head_id for unit in units if unit.head_id}),
        headless=tuple(unit.name for unit in units if not unit.head_id),
        units=len(units),
        carried=left,
    )
