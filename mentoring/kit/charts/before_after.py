"""What was in the beginning and what became in the end, person by person."""

from dataclasses import dataclass

from .drawing import NARROW, OCHRE, PAPER, PETROL, Table, element, frame, legend, quiet, rule, signed, text
from .segments import Place


@dataclass(frozen=True)
class ChangeRow:
    """Either value may be unknown (None)."""

    name: str
    before: float | None
    after: float | None

    @property
    def gain(self):
        return None if self.before is None or self.after is None else self.after - self.before


@dataclass(frozen=True)
class BeforeAfter:
    title: str
    rows: tuple
    before_name: str = "в начале"
    after_name: str = "в конце"
    subtitle: str = ""
    low: float = 0
    high: float = 100
    unit: str = "%"
    link: object = None
    conclusion: str = ""
    falling: bool = False  # less is better: the change is shown as before − after
    digits: int = 1

    def draw(self, width):
        signs = ((_ring, self.before_name), (_disc, self.after_name))
        head, top = legend(signs, width, lambda mark, x, y: mark(x + 7, y + 9))
        above = width <= NARROW
        place = Place(
            10 if above else 166, width - (48 if above else 58), top + (24 if above else 14), 46 if above else 30, above
        )
        height = place.top + place.step * len(self.rows) + 8
        body = head + self._axis(place, top + 12, height)
        body += "".join(self._row(row, n, place, width) for n, row in enumerate(self.rows))
        return frame(self, width, height, body, self._words())

    def _x(self, place, value):
        return place.left + place.length * (value - self.low) / (self.high - self.low)

    def _axis(self, place, y, height):
        body, cells = "", 2 if place.above else 4
        for n in range(cells + 1):
            value = self.low + (self.high - self.low) * n / cells
            last = f" {self.unit}" if n == cells and self.unit else ""
            x = self._x(place, value)
            body += quiet(x, y, f"{value:g}{last}".replace(".", ","), anchor="middle")
            body += rule(x, y + 6, x, height - 2)
        return body

    def _row(self, row, n, place, width):
        middle = place.bar(n) + 10
        body = place.name(n, row.name)
        known = [(mark, value) for mark, value in ((_ring, row.before), (_disc, row.after)) if value is not None]
        if row.gain is not None:
            ends = (self._x(place, row.before), middle, self._x(place, row.after), middle)
            body += rule(*ends, stroke=PETROL, width=2.4, cls="k-main k-stroke")
        body += "".join(mark(self._x(place, value), middle) for mark, value in known)
        return body + text(width, middle + 5, self._gain(row), anchor="end", weight=600)

    def _gain(self, row):
        return "–" if row.gain is None else signed(-row.gain if self.falling else row.gain, self.digits)

    def _words(self):
        return self.conclusion or "; ".join(
            f"{row.name}: {_shown(row.before)} → {_shown(row.after)}" for row in self.rows
        )

    def table(self):
        rows = tuple((r.name, _shown(r.before), _shown(r.after), self._gain(r)) for r in self.rows)
        return Table(
            self.title, ("Название", self.before_name.capitalize(), self.after_name.capitalize(), "Изменение"), rows
        )


def _shown(value):
    return "–" if value is None else f"{value:g}".replace(".", ",")


def _ring(x, y):
    return element("circle", cx=x, cy=y, r=5, fill=PAPER, stroke=OCHRE, stroke_width=2.4, cls="k-past k-hollow")


def _disc(x, y):
    return element("circle", cx=x, cy=y, r=6, fill=PETROL, cls="k-main")
