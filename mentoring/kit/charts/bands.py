"""Answers on a scale from 1 to 10: nothing under the threshold, three bands for a few, the whole histogram for many."""

from dataclasses import dataclass

from mentoring.kit.text import count_of

from .drawing import PETROL, Table, frame, quiet, rect, rule, text
from .segments import Segments, place_of

HISTOGRAM = 44  # the tallest column


@dataclass(frozen=True)
class BandRow:
    """Counts of the answers: ten numbers, or three when only bands may be known."""

    name: str
    counts: tuple

    def __post_init__(self):
        if len(self.counts) not in (3, 10):
            raise ValueError("counts of answers are ten, or three bands")

    @property
    def total(self):
        return sum(self.counts)


@dataclass(frozen=True)
class Bands:
    """`threshold` and `full_from` are the college's settings; `edges` are the last answers of the first two bands."""

    title: str
    rows: tuple
    threshold: int
    full_from: int = 10
    edges: tuple = (4, 7)
    names: tuple = ("Скорее нет", "Средне", "Скорее да")
    subtitle: str = ""
    link: object = None
    conclusion: str = ""

    def few(self, row):
        """Words instead of counts when too few answered."""
        return f"мало данных: {count_of(row.total, 'answer')}" if row.total < self.threshold else ""

    def full(self, row):
        return len(row.counts) == 10 and row.total >= self.full_from

    def banded(self, row):
        if len(row.counts) == 3:
            return row.counts
        first, second = self.edges
        return (sum(row.counts[:first]), sum(row.counts[first:second]), sum(row.counts[second:]))

    @property
    def band_names(self):
        first, second = self.edges
        spans = (f"1–{first}", f"{first + 1}–{second}", f"{second + 1}–10")
        return tuple(f"{name} ({span})" for name, span in zip(self.names, spans, strict=True))

    def draw(self, width):
        segments, body, y = Segments(self, width), "", 0
        if any(not self.few(row) and not self.full(row) for row in self.rows):
            head, y = segments.legend(self.band_names, width)
            body = segments.defs + head
        for row in self.rows:
            place = place_of(width, y, left=118, right=54)
            drawn, height = self._row(row, place, width, segments)
            body += drawn
            y += height
        return frame(self, width, max(y, 20), body, self._words())

    def _row(self, row, place, width, segments):
        """(markup, height) of a row by the number of answers."""
        if self.few(row):
            return place.name(0, row.name) + quiet(place.left, place.bar(0) + 15, self.few(row)), place.step
        if self.full(row):
            return _histogram(row, place, width)
        bar, end = segments.bar(self.banded(row), place.left, place.bar(0), place.length)
        return place.name(0, row.name) + bar + text(end + 6, place.bar(0) + 15, f"из {row.total}"), place.step

    def _words(self):
        return self.conclusion or "; ".join(f"{row.name}: {self._counts(row)}" for row in self.rows)

    def _counts(self, row):
        pairs = zip(self.band_names, self.banded(row), strict=True)
        return self.few(row) or ", ".join(f"{name.lower()} – {n}" for name, n in pairs)

    def table(self):
        shown = [row for row in self.rows if not self.few(row)]
        if shown and all(self.full(row) for row in shown):
            columns = ("Шкала", *(str(n) for n in range(1, 11)), "Ответов")
            return Table(self.title, columns, tuple((row.name, *row.counts, row.total) for row in shown))
        rows = tuple((row.name, *self.banded(row), row.total) for row in shown)
        return Table(self.title, ("Шкала", *self.band_names, "Ответов"), rows)


def _histogram(row, place, width):
    base = place.bar(0) + 14 + HISTOGRAM
    cell, most = (width - place.left) / 10, max(row.counts)
    body = place.name(0, row.name) + rule(place.left, base + 0.5, width, base + 0.5)
    for n, count in enumerate(row.counts):
        x, size = place.left + cell * n, HISTOGRAM * count / most
        if count:
            body += rect(x + 3, base - size, cell - 6, size, PETROL, rx=2, cls="k-main")
            body += text(x + cell / 2, base - size - 4, str(count), anchor="middle", weight=600)
        body += quiet(x + cell / 2, base + 17, str(n + 1), anchor="middle")
    return body, base + 34 - place.top
