"""Figures and charts."""

from mentoring.kit import charts
from mentoring.kit.ui import Column

from .library import component


@component()
def stat(*, stat):
    """A Stat: number, what it is made of, where it moves, the way to its rows."""
    return {"spark": charts.svg(charts.Spark(tuple(stat.spark))) if len(stat.spark) > 1 else ""}


@component()
def stats(*, items, label="Показатели"):
    """A sheet of Stats, five in a row."""


@component()
def figures(*, items, label="Сколько"):
    """A row of big counts (Figures)."""


@component()
def chart(context, *, chart, heading=3, bare=False):
    """A chart of kit/charts with its title, table and link to the rows; `bare` leaves out the sheet around it.

    Who reads without pictures gets the table open.
    """
    table = charts.table(chart)
    columns = [Column(name, numeric=bool(n)) for n, name in enumerate(table.columns)]
    drawn = {"wide": charts.svg(chart), "narrow": charts.narrow_svg(chart)}
    return {**drawn, "table": table, "columns": columns, "open": context.get("pictures") == "off"}
