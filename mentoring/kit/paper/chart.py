"""Charts of the pages (kit/charts) as blocks of a paper: the same drawing and the same numbers."""

from mentoring.kit import charts

from .blocks import Chart, Column, Table


def chart_block(chart, caption=""):
    """A Chart block from a chart; its numbers follow as a table."""
    numbers = charts.table(chart)
    first, *rest = numbers.columns
    columns = (Column(first, 5), *(Column(name, max(2, len(name) / 3), "center") for name in rest))
    rows = tuple(tuple("–" if value is None else str(value) for value in row) for row in numbers.rows)
    return Chart(charts.svg(chart), caption or captioned(chart), Table(columns, rows))


def captioned(chart):
    """The title with the note that stands under it on the page."""
    return f"{chart.title}. {chart.subtitle}" if chart.subtitle else chart.title
