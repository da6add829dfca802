"""Shares that fall by steps: survival curves, each with the band of its confidence and how many are still observed."""

from dataclasses import dataclass

from .drawing import NARROW, QUIET, Table, element, frame, quiet, text
from .line import LOOKS, Field, mark

MOST = 3


@dataclass(frozen=True)
class StepSeries:
    """`points` are (time, share, low, high), shares 0 … 1, from the first event on; before it the share is 1.

    `until` is the longest observation; `at_risk` are the numbers under the chart's `ticks`.
    """

    name: str
    points: tuple
    until: float
    at_risk: tuple = ()


@dataclass(frozen=True)
class Steps:
    """The first series is solid, the second dashed, the third dotted; bounds of a band are thin lines of the same kind."""

    title: str
    ticks: tuple
    series: tuple
    subtitle: str = ""
    unit: str = "мес."
    link: object = None
    conclusion: str = ""

    def __post_init__(self):
        if len(self.series) > MOST:
            raise ValueError("a chart of steps shows at most three curves")

    def draw(self, width):
        field = self._field(width)
        body = self._axes(field)
        for look, series in reversed(list(enumerate(self.series))):
            body += self._curve(series, look, field)
        for look, series in enumerate(self.series):
            body += mark(look, 60, 10 + look * 22) + text(74, 15 + look * 22, series.name)
        body += self._risk(field)
        return frame(self, width, field.bottom + 46 + 20 * (len(self.series) + 1), body, self.conclusion or self.title)

    def _field(self, width):
        top = 18 + 22 * len(self.series)
        return Field(54, width - (16 if width <= NARROW else 24), top, top + 200, 0, 100, 20, 2)

    @property
    def _last(self):
        return max(self.ticks[-1], 1)

    def _x(self, field, time):
        return field.left + (field.right - field.left) * min(time, self._last) / self._last

    def _axes(self, field):
        body = ""
        for share in range(0, 101, 20):
            y = field.y(share)
            body += element("line", x1=field.left, y1=y, x2=field.right, y2=y, stroke="#DDD9CE", cls="k-line")
            body += quiet(field.left - 8, y + 5, f"{share}{' %' if share == 100 else ''}", anchor="end")
        for time in self.ticks:
            body += quiet(self._x(field, time), field.bottom + 20, f"{time:g}", anchor="middle")
        return body

    def _curve(self, series, look, field):
        cls, color, dash = LOOKS[look]
        shape = {"fill": "none", "stroke": color, "stroke_dasharray": dash, "cls": f"{cls} k-stroke"}
        body = ""
        for place, wide in ((1, 2.2), (2, 0.8), (3, 0.8)):
            known = [(time, row[place - 1]) for time, *row in series.points if row[place - 1] is not None]
            if known or place == 1:
                first = [] if place == 1 else known[:1]
                path = _stairs([(0, 1)] + known if place == 1 else first + known[1:], min(series.until, self._last))
                points = " ".join(f"{self._x(field, t):.1f},{field.y(100 * s):.1f}" for t, s in path)
                body += element("polyline", points=points, stroke_width=wide, **shape)
        return body

    def _risk(self, field):
        """How many are still observed, under the ticks; the looks stand for the names."""
        y = field.bottom + 44
        body = text(field.left - 46, y, "Под наблюдением", fill=QUIET, cls="k-quiet")
        for look, series in enumerate(self.series):
            line = y + 20 * (look + 1)
            body += mark(look, field.left - 34, line - 5)
            for time, number in zip(self.ticks, series.at_risk, strict=False):
                body += text(self._x(field, time), line, str(number), anchor="middle")
        return body

    def table(self):
        """A row for each group and time: side by side three columns a group would not fit a sheet."""
        columns = ("Группа", f"Прошло, {self.unit}", "Доля", "Границы 95 %", "Под наблюдением")
        rows = (_row(series, n, time) for series in self.series for n, time in enumerate(self.ticks))
        return Table(self.title, columns, tuple(rows))


def _row(series, n, time):
    share, low, high = _at(series, time) if time <= series.until else (None, None, None)
    return (
        series.name,
        f"{time:g}",
        "–" if share is None else _percent(share),
        "–" if low is None else f"{_percent(low)} – {_percent(high)}",
        str(series.at_risk[n]) if n < len(series.at_risk) else "–",
    )


def _at(series, time):
    passed = [row for row in series.points if row[0] <= time]
    return passed[-1][1:] if passed else (1, None, None)


def _percent(share):
    return f"{100 * share:.0f} %"


def _stairs(points, until):
    """Corners of the stairs through (time, level) up to `until`."""
    path = []
    for time, level in points:
        if time > until:
            break
        if path:
            path.append((time, path[-1][1]))
        path.append((time, level))
    if path:
        path.append((until, path[-1][1]))
    return path
