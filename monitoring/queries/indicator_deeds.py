"""«Мои дела»: indicators that somebody enters by hand, near the end of their period (R44)."""

from datetime import date, timedelta

from django.db.models import DateField, Q, Value
from django.urls import reverse

from mentoring.kit.dates import by, near, words
from mentoring.kit.deeds import DeedSource
from mentoring.kit.ui import Deed
from mentoring.office import office
from monitoring.access.indicator import entered_by
from monitoring.choices.indicator import Half, IndicatorPeriod
from monitoring.models import Indicator, IndicatorValue

QUEUE = "Показатели"
HAS_FACT = Q(value__isnull=False) | Q(numerator__isnull=False)


def sources(actor, on):
    """One source a period that is about to end or has ended in the current year."""
    year = office().year
    if actor.person is None or year is None:
        return []
    return [_source(actor, on, year.pk, period) for period in _periods(year) if on >= period[1] - _ahead()]


def _ahead():
    return timedelta(days=office().setting("indicator_ask_days"))


def _periods(year):
    """(code, last day, the half to enter, which indicators)."""
    halves = Q(period=IndicatorPeriod.HALF)
    yield "indicator_first", date(year.starts.year, 12, 31), Half.FIRST, halves
    yield "indicator_second", date(year.starts.year + 1, 6, 30), Half.SECOND, halves
    yield "indicator_year", date(year.starts.year + 1, 6, 30), Half.WHOLE, ~halves


def _source(actor, on, year, period):
    code, due, half, which = period
    entered = IndicatorValue.objects.filter(HAS_FACT, year=year, half=half).values("indicator_id")
    rows = Indicator.objects.filter(entered_by(actor), which).exclude(pk__in=entered)
    return DeedSource(
        code,
        rows.annotate(due=Value(due, DateField())),
        lambda row: _deed(row, half, due, on),
        QUEUE,
        due=lambda row: due,
        fields=("code", "name", "caution"),
    )


def _deed(row, half, due, on):
    url = f"{reverse('indicator_enter', args=[row.code])}?half={half}"
    period = "" if half == Half.WHOLE else f", {Half(half).label}"
    return Deed(
        when=words(due),
        when_note=near(due, on),
        late=due < on,
        title=f"Внести показатель «{row.name}»{period}, — {by(due, on)}",
        url=url,
        text=row.caution,
        action="Внести",
        action_url=url,
    )
