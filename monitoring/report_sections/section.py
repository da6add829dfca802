"""What a section of the yearly report is: a title, and how its numbers are read once for every format."""

from collections.abc import Callable
from dataclasses import dataclass, field

from monitoring.queries.dashboard.board import Dashboard
from monitoring.queries.dashboard.question import Question


@dataclass(frozen=True)
class Source:
    """What sections are read from: the dashboard of the whole college, up to the year's end or today."""

    board: Dashboard

    @property
    def question(self) -> Question:
        return self.board.question


@dataclass(frozen=True)
class Grid:
    """A table of a section. `kinds` are keys of kit/xlsx.FORMATS; cells are numbers, words or None («–»)."""

    caption: str
    columns: tuple[str, ...]
    kinds: tuple[str, ...]
    rows: tuple[tuple, ...] = ()


@dataclass(frozen=True)
class Body:
    """The numbers of a section: dashboard figures, tables, charts of kit/charts, facts in whole sentences."""

    figures: tuple = ()
    grids: tuple[Grid, ...] = ()
    charts: tuple = ()
    facts: tuple[str, ...] = ()


@dataclass(frozen=True)
class Section:
    """`read(source)` gives the Body; `code` is kept in reports for ever."""

    code: str
    title: str
    read: Callable = field(repr=False)
    clause: str = ""
