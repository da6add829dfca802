"""Charts drawn on the server: frozen dataclasses in, one SVG string out, the same for a page and for a PDF.

    Bars         shares by department, sorted by value, with the college's mean
    Line         a figure over months or years, at most three lines
    Steps        shares that fall by steps, with confidence and how many are observed
    Stacked      counts by state, with patterns
    Levels       means on a short scale with the line where trouble begins
    BeforeAfter  from a hollow ring to a full disc
    Bands        answers on a scale: words under the threshold, three bands, or the whole histogram
    Spark        a decorative trend of three years

Presentation attributes only (the page forbids style=); classes let the dark scheme recolor. Colour never works alone:
patterns, markers, dashes and direct labels are drawn always.
"""

from django.utils.safestring import mark_safe

from .bands import BandRow, Bands
from .bars import BarRow, Bars
from .before_after import BeforeAfter, ChangeRow
from .drawing import NARROW, WIDE, Table
from .levels import LevelRow, Levels
from .line import Line, Series
from .spark import Spark
from .stacked import Stacked, StackRow
from .steps import Steps, StepSeries

__all__ = [
    "BandRow",
    "Bands",
    "BarRow",
    "Bars",
    "BeforeAfter",
    "ChangeRow",
    "LevelRow",
    "Levels",
    "Line",
    "Series",
    "Spark",
    "StackRow",
    "Stacked",
    "StepSeries",
    "Steps",
    "Table",
    "narrow_svg",
    "svg",
    "table",
]


def svg(chart, *, font="inherit"):
    """The chart as an SVG string, 520 units wide (a spark: 64). A PDF names its own `font`: paper inherits none."""
    return mark_safe(chart.draw(WIDE).replace('font-family="inherit"', f'font-family="{font}"', 1))


def narrow_svg(chart):
    """The same for a phone: 288 units, labels above the bars."""
    return chart.draw(NARROW)


def table(chart):
    """The same numbers as a Table(caption, columns, rows)."""
    return chart.table()
