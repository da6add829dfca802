"""Counts by state in one bar per row."""

from dataclasses import dataclass

from .drawing import Table, frame, text
from .segments import Segments, place_of


@dataclass(frozen=True)
class StackRow:
    """Counts in the order of the chart's parts."""

    name: str
    counts: tuple

    @property
    def total(self):
        return sum(self.counts)


@dataclass(frozen=True)
class Stacked:
    """At most four parts in a fixed order: grey, ochre hatch, petrol, blue dots.

    `total` closes the table where rows overlap and do not add up to it.
    """

    title: str
    parts: tuple
    rows: tuple
    subtitle: str = ""
    link: object = None
    conclusion: str = ""
    total: StackRow | None = None

    def __post_init__(self):
        if len(self.parts) > 4:
            raise ValueError("a stacked bar has at most four parts")

    def draw(self, width):
        segments = Segments(self, width)
        head, top = segments.legend(self.parts, width)
        place = place_of(width, top, right=32, names=[row.name for row in self.rows])
        most = max((row.total for row in self.rows), default=0) or 1
        body = segments.defs + head
        for n, row in enumerate(self.rows):
            bar, end = segments.bar(row.counts, place.left, place.bar(n), place.length * row.total / most)
            body += place.name(n, row.name) + bar + text(end + 6, place.bar(n) + 15, str(row.total), weight=600)
        return frame(self, width, place.start(len(self.rows)), body, self._words())

    def _words(self):
        return self.conclusion or "; ".join(f"{row.name}: {self._counts(row)}" for row in self.rows)

    def _counts(self, row):
        return ", ".join(f"{part.lower()} {n}" for part, n in zip(self.parts, row.counts, strict=True))

    def table(self):
        told = (*self.rows, self.total) if self.total else self.rows
        rows = tuple((row.name, *row.counts, row.total) for row in told)
        return Table(self.title, ("Название", *self.parts, "Всего"), rows)
