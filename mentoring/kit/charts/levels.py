"""Levels on a short scale: a bar for each row, a ring for a second opinion, a dashed line where trouble begins."""

from dataclasses import dataclass

from mentoring.kit.text import NBSP

from .drawing import (
    CHAR,
    INK,
    OCHRE,
    PAPER,
    PETROL,
    TRACK,
    Table,
    element,
    frame,
    legend,
    quiet,
    rect,
    rule,
    text,
)
from .segments import place_of


@dataclass(frozen=True)
class LevelRow:
    """`value` and `other` may be unknown (None); `words` is the value as it is said, `note` what it means."""

    name: str
    value: float | None
    words: str = "–"
    note: str = ""
    other: float | None = None
    other_words: str = ""


@dataclass(frozen=True)
class Levels:
    """Rows as they come, the hardest first. `line` is where the dashed line stands, `line_name` its name."""

    title: str
    rows: tuple
    high: float = 3
    line: float | None = None
    line_name: str = ""
    value_name: str = "Среднее"
    other_name: str = ""
    subtitle: str = ""
    link: object = None
    conclusion: str = ""

    def draw(self, width):
        head, top = self._legend(width) if self.other_name else ("", 0)
        place = place_of(width, top + (26 if self.line else 4), right=128, names=[row.name for row in self.rows])
        body = head + "".join(self._row(row, n, place) for n, row in enumerate(self.rows))
        height = place.start(len(self.rows)) + 2
        return frame(self, width, height, body + self._line(place, top), self._words())

    def _legend(self, width):
        signs = (
            (lambda x, y: rect(x, y + 3, 16, 12, PETROL, rx=2, cls="k-main"), self.value_name),
            (lambda x, y: _ring(x + 8, y + 9), self.other_name),
        )
        return legend(signs, width, lambda sign, x, y: sign(x, y))

    def _x(self, place, value):
        return place.left + place.length * min(value, self.high) / self.high

    def _line(self, place, top):
        if self.line is None:
            return ""
        x = self._x(place, self.line)
        half = len(self.line_name) * CHAR / 2
        body = text(max(x, half), top + 14, self.line_name, anchor="middle")
        for n in range(len(self.rows)):
            bar = place.bar(n)
            body += rule(x, bar - 4, x, bar + 24, stroke=INK, width=1.4, dash="4 3", cls="k-mean")
        return body

    def _row(self, row, n, place):
        bar = place.bar(n)
        body = place.name(n, row.name)
        if row.value is None and row.other is None:
            return body + quiet(place.left, bar + 15, row.note)
        body += rect(place.left, bar, place.length, 20, TRACK, rx=3, cls="k-track")
        if row.value:
            body += rect(place.left, bar, self._x(place, row.value) - place.left, 20, PETROL, rx=3, cls="k-main")
        if row.other is not None:
            body += _ring(self._x(place, row.other), bar + 10)
        words = element("tspan", row.words.replace(" ", NBSP), font_weight=600, fill=INK, cls="k-ink") + f" {row.note}"
        return body + element("text", words, x=place.right + 12, y=bar + 15, fill="#47535A", cls="k-second")

    def _words(self):
        return self.conclusion or "; ".join(f"{row.name}: {row.words} {row.note}".strip() for row in self.rows)

    def table(self):
        columns = ("Направление", self.value_name, *((self.other_name,) if self.other_name else ()), "Что это значит")
        rows = tuple(
            (row.name, row.words, *((row.other_words or "–",) if self.other_name else ()), row.note)
            for row in self.rows
        )
        return Table(self.title, columns, rows)


def _ring(x, y):
    return element("circle", cx=x, cy=y, r=6, fill=PAPER, stroke=OCHRE, stroke_width=2.6, cls="k-past k-hollow")
