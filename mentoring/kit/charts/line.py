"""A figure over months or years."""

from dataclasses import dataclass

from django.utils.html import escape

from .drawing import (
    BLUE,
    CHAR,
    NARROW,
    OCHRE,
    PAPER,
    PETROL,
    Table,
    element,
    frame,
    quiet,
    rule,
)

STEPS = (1, 2, 5, 10, 20, 25, 50, 100, 200, 250, 500, 1000)
LOOKS = (("k-main", PETROL, None), ("k-past", OCHRE, "6 4"), ("k-third", BLUE, "2 4"))


@dataclass(frozen=True)
class Series:
    """A line: its name stands at its end; None is a month without data."""

    name: str
    values: tuple


@dataclass(frozen=True)
class Line:
    """The first series is the current one (solid, discs), the second the past one (dashed, squares), the third dotted.

    `floor` cuts the axis from below, and the picture says so.
    """

    title: str
    labels: tuple
    series: tuple
    subtitle: str = ""
    unit: str = "%"
    floor: float = 0
    top: float | None = None
    link: object = None
    conclusion: str = ""
    axis: str = "Срок"

    def __post_init__(self):
        if len(self.series) > len(LOOKS):
            raise ValueError("a line chart shows at most three lines")

    def draw(self, width):
        field = self._field(width)
        body = self._axis(field) + self._months(field)
        body += "".join(_curve(self.series[n], n, field) for n in reversed(range(len(self.series))))
        body += self._names_above() if width <= NARROW else self._names_at_ends(field)
        if field.low:
            body += quiet(field.left, field.bottom + 42, f"Шкала начинается с {field.low:g} {self.unit}".strip())
        return frame(self, width, field.bottom + (48 if field.low else 26), body, self._words())

    def _field(self, width):
        low, high, step = self._scale()
        narrow = width <= NARROW
        names = max((len(f"{s.name} 100 {self.unit}") for s in self.series), default=8) * CHAR + 12
        half = max((len(str(label)) for label in self.labels), default=0) * CHAR / 2
        right = width - (max(16, half) if narrow else min(names, 160))
        top = 14 + (22 * len(self.series) if narrow else 0)
        return Field(54, right, top, top + 200, low, high, step, max(len(self.labels), 1))

    def _scale(self):
        known = [v for s in self.series for v in s.values if v is not None] or [0]
        high = self.top if self.top is not None else (100 if self.unit == "%" else max(max(known), 1))
        low = self.floor if self.floor < min([*known, high]) else 0
        step = next(step for step in (*STEPS, high) if (high - low) / step <= 5)
        return low, low + step * -(-(high - low) // step), step

    def _axis(self, field):
        body, value = "", field.low
        while value <= field.high:
            last = f" {self.unit}" if value + field.step > field.high and self.unit else ""
            y = field.y(value)
            body += rule(field.left, y, field.right, y) + quiet(field.left - 8, y + 5, f"{value:g}{last}", anchor="end")
            value += field.step
        return body

    def _months(self, field):
        """Labels under the axis, as many as fit."""
        widest = max((len(str(label)) for label in self.labels), default=1) * CHAR + 8
        every = max(1, -(-int(widest) // int(field.gap)))
        shown = [(n, label) for n, label in enumerate(self.labels) if n % every == 0]
        return "".join(quiet(field.x(n), field.bottom + 20, label, anchor="middle") for n, label in shown)

    def _names_at_ends(self, field):
        body, previous = "", -99
        for series, last in sorted(self._ends(), key=lambda end: field.y(end[0].values[end[1]])):
            previous = max(field.y(series.values[last]) + 5, previous + 18)
            body += _end_words(field.x(last) + 10, previous, series, last, self.unit)
        return body

    def _names_above(self):
        body = ""
        for n, (series, last) in enumerate(self._ends()):
            look = next(k for k, s in enumerate(self.series) if s is series)
            body += mark(look, 8, 9 + n * 22) + _end_words(22, 14 + n * 22, series, last, self.unit)
        return body

    def _ends(self):
        for series in self.series:
            known = [n for n, value in enumerate(series.values) if value is not None]
            if known:
                yield series, known[-1]

    def _words(self):
        return self.conclusion or "; ".join(
            f"{s.name}: {self.labels[n]} – {s.values[n]:g} {self.unit}" for s, n in self._ends()
        )

    def table(self):
        def cell(series, n):
            value = series.values[n] if n < len(series.values) else None
            return "–" if value is None else f"{value:g} {self.unit}".strip().replace(".", ",")

        rows = tuple((label, *(cell(s, n) for s in self.series)) for n, label in enumerate(self.labels))
        return Table(self.title, (self.axis, *(s.name for s in self.series)), rows)


@dataclass(frozen=True)
class Field:
    """The plotting field: its edges, the scale and how many labels lie along it."""

    left: float
    right: float
    top: float
    bottom: float
    low: float
    high: float
    step: float
    count: int

    @property
    def gap(self):
        return (self.right - self.left) / max(self.count - 1, 1)

    def x(self, n):
        return self.left + self.gap * n

    def y(self, value):
        return self.bottom - (self.bottom - self.top) * (value - self.low) / (self.high - self.low)


def _end_words(x, y, series, last, unit):
    value = f"{series.values[last]:g} {unit}".strip().replace(".", ",")
    content = element("tspan", escape(value), font_weight=600) + " " + element("tspan", escape(series.name))
    return element("text", content, x=x, y=y, fill="#1A2428", cls="k-ink k-halo")


def _curve(series, look, field):
    """The line and its signs; a month without data breaks it."""
    cls, color, dash = LOOKS[look]
    body, run = "", []
    for n, value in enumerate([*series.values, None]):
        if value is not None:
            run.append((field.x(n), field.y(value)))
            continue
        if len(run) > 1:
            points = " ".join(f"{a:.1f},{b:.1f}" for a, b in run)
            stroke = {"stroke": color, "stroke_width": 2.2, "stroke_dasharray": dash, "cls": f"{cls} k-stroke"}
            body += element("polyline", points=points, fill="none", **stroke)
        body += "".join(mark(look, a, b) for a, b in run)
        run = []
    return body


def mark(look, x, y):
    """A disc, a square or a triangle: lines differ without colour too."""
    cls, color, _ = LOOKS[look]
    if look == 0:
        return element("circle", cx=x, cy=y, r=4.5, fill=color, cls=cls)
    hollow = {"fill": PAPER, "stroke": color, "stroke_width": 2, "cls": f"{cls} k-hollow"}
    if look == 1:
        return element("rect", x=x - 4, y=y - 4, width=8, height=8, **hollow)
    return element("path", d=f"M{x:.1f} {y - 5:.1f}l5 9h-10z", **hollow)
