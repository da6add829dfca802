"""One indicator: its number of the year, the trend over years, how it is counted, what was corrected."""

from dataclasses import dataclass, replace

from mentoring.kit import charts
from mentoring.kit.ui import CheckRow, Column
from mentoring.queries.story import story_of
from monitoring.access.indicator import may_enter_value
from monitoring.choices.indicator import IndicatorGroup, IndicatorSource
from monitoring.scoring.indicator import SHARE

from .compute import compute_many, question_of, year_before, years
from .register import YEARLY, Line, entered_of, line_of
from .words import INDIRECT, plain

YEARS = 4
TREND_COLUMNS = (
    Column("Учебный год", primary=True),
    Column("База"),
    Column("Факт"),
    Column("Цель"),
    Column("Состояние"),
    Column("Рядом"),
)


@dataclass(frozen=True)
class IndicatorPage:
    """`lines` are (academic year, Line), the newest first."""

    indicator: object
    question: object
    lines: tuple
    chart: object
    facts: tuple[CheckRow, ...]
    story: tuple
    may_enter: object
    warning: str = ""

    @property
    def line(self) -> Line:
        return self.lines[0][1]


def indicator_page(indicator, actor, today):
    """Up to YEARS years, all their counts in one query; None while no academic year has begun."""
    known = years(today)[:YEARS]
    if not known:
        return None
    lines = trend_of(indicator, [question_of(year, today) for year in known])
    return IndicatorPage(
        indicator=indicator,
        question=question_of(known[0], today),
        lines=lines,
        chart=_chart(indicator, lines),
        facts=tuple(_facts(indicator)),
        story=tuple(story_of(indicator, actor=actor)),
        may_enter=may_enter_value(actor, indicator),
        warning=INDIRECT if indicator.group == IndicatorGroup.RESULTS else "",
    )


def trend_of(indicator, questions):
    """((year, Line), …) of these questions; a target of growth compares with the same day a year earlier."""
    asked = [*questions, *map(year_before, questions)] if indicator.target_kind in YEARLY else questions
    counted = [found.get(indicator.code) for found in compute_many([((indicator.code,), one) for one in asked])]
    earlier = counted[len(questions) :] or [None] * len(questions)
    entered = entered_of([indicator], questions[0])
    return tuple(
        (one.year, line_of(indicator, now, before, replace(entered, start=one.year.starts.year)))
        for one, now, before in zip(questions, counted, earlier, strict=False)
    )


def _facts(indicator):
    yield CheckRow("Как считается", f"{indicator.formula}.")
    yield CheckRow("Числитель", indicator.numerator)
    if indicator.denominator:
        yield CheckRow("Знаменатель", indicator.denominator)
    yield CheckRow("Откуда число", indicator.get_source_display())
    yield CheckRow("Период", indicator.get_period_display())
    if indicator.clause:
        yield CheckRow("Пункт положения", indicator.clause)
    if indicator.source != IndicatorSource.AUTO:
        yield CheckRow("Ответственный", indicator.responsible.full_name if indicator.responsible else "куратор")
    if indicator.caution:
        yield CheckRow("Оговорка", indicator.caution)


def _chart(indicator, lines):
    """The line over years, oldest first; nothing when fewer than two of them have enough data."""
    shown = [(str(year.label), _drawn(line)) for year, line in reversed(lines)]
    if sum(value is not None for _, value in shown) < 2:
        return None
    targets = [line.target for _, line in reversed(lines)]
    series = [charts.Series("факт", tuple(value for _, value in shown))]
    if all(target is not None for target in targets):
        series.append(charts.Series("цель", tuple(float(target) for target in targets)))
    unit = "₽" if indicator.unit.startswith("₽") else indicator.unit
    return charts.Line(
        title=f"{indicator.name}: по годам",
        labels=tuple(label for label, _ in shown),
        series=tuple(series),
        unit=unit,
        top=_top(series, unit),
        conclusion="; ".join(f"{label}: {plain(value)} {unit}" for label, value in shown if value is not None),
        axis="Учебный год",
    )


def _top(series, unit):
    highest = max(value for one in series for value in one.values if value is not None)
    return None if unit == "%" and highest <= 100 else max(highest, 1)


def _drawn(line):
    fact = line.fact
    if fact is None or fact.few or fact.value is None or (fact.style == SHARE and fact.cases < line.least):
        return None
    return round(float(fact.value), 1)
