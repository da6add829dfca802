"""Every figure over the years, with its target: the same counts, five windows deep, in as many statements as one year."""

from dataclasses import dataclass

from mentoring.kit.charts import Line, Series
from mentoring.kit.ui import Column
from mentoring.office import office

from .board import attention_of, figures_of
from .count import count_all
from .figure import COUNT, SHARE, Figure
from .question import Question
from .satisfaction import read_satisfaction

DEPTH = 5


@dataclass(frozen=True)
class YearLine:
    """`cells` are the figure of every year, the latest first; `chart` is drawn when two years are known."""

    figure: Figure
    cells: tuple[str, ...]
    chart: Line | None


@dataclass(frozen=True)
class YearsPage:
    question: Question
    years: tuple[str, ...]
    lines: tuple[YearLine, ...]

    @property
    def columns(self):
        heads = [Column(year, numeric=True) for year in self.years]
        return (Column("Показатель", primary=True), *heads, Column("Цель"))

    @property
    def charts(self):
        return [line.chart for line in self.lines if line.chart]


def years_page(question):
    """`question` was asked with DEPTH years. Figures known of today only have nothing to compare and are left out."""
    years = tuple(_label(window) for window in question.windows)
    found = [figure for figure in _figures(question) if any(measure.whole or 0 for measure in figure.series)]
    return YearsPage(question, years, tuple(_line(figure, years) for figure in found))


def figures_to_aim_at(question):
    """Figures that may have a target: of those that are better or worse, every share, and counts that are known."""
    return [
        figure
        for figure in _figures(question)
        if figure.better and (figure.style == SHARE or any(measure.whole or 0 for measure in figure.series))
    ]


def _figures(question):
    counts = count_all(question, office().setting("dashboard_ahead_days"))
    return figures_of(question, counts, read_satisfaction(question), attention_of(question, 1))


def _label(window):
    return f"{window.starts.year}/{(window.starts.year + 1) % 100:02d}"


def known(measure, figure):
    """A year before the college kept this figure has no number."""
    if figure.code == "involved":
        return bool(measure.part)
    return bool(measure.part if figure.style == COUNT else measure.whole)


def _line(figure, years):
    cells = tuple(cell_of(measure, figure) for measure in figure.series)
    return YearLine(figure, cells, _chart(figure, years))


def cell_of(measure, figure):
    """«41 из 88 (47 %)», «мало данных: 1 из 1», a dash."""
    if not known(measure, figure):
        return "–"
    if figure.style == SHARE and measure.whole < figure.few_below:
        return f"мало данных: {measure.part} из {measure.whole}"
    return measure.words


def _chart(figure, years):
    values = [_value(measure, figure) for measure in figure.series]
    if sum(value is not None for value in values) < 2:
        return None
    series = [Series("факт", tuple(reversed(values)))]
    if figure.target is not None:
        series.append(Series("цель", (*(None for _ in years[1:]), figure.target)))
    return Line(
        title=figure.name,
        labels=tuple(reversed(years)),
        series=tuple(series),
        unit="%" if figure.style == SHARE else "",
        axis="Учебный год",
    )


def _value(measure, figure):
    if not known(measure, figure) or (figure.style == SHARE and measure.whole < figure.few_below):
        return None
    return measure.points if figure.style == SHARE else measure.part
