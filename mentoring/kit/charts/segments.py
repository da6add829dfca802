"""Bars cut into counted parts, and where rows of bars stand: what stacked bars and bands have in common."""

from dataclasses import dataclass

from .drawing import (
    GREY,
    INK,
    NARROW,
    OCHRE_FILL,
    PAPER,
    PETROL,
    element,
    legend,
    lines_at,
    pattern_ids,
    rect,
    wrapped,
)

LINE = 17  # between lines of a name
LEAST = 20  # a part always has room for its number
CLASSES = ("k-grey", "k-hatch", "k-main", "k-dots")


@dataclass(frozen=True)
class Place:
    """Edges of the bars, the top of the first row, the step between rows; names stand above the bars or at their left.

    `lines` tells how many lines the name of each row takes: a long name makes its own row higher.
    """

    left: float
    right: float
    top: float
    step: float
    above: bool
    lines: tuple[int, ...] = ()

    @property
    def length(self):
        return self.right - self.left

    def more(self, n):
        """How many lines the name of a row has after its first."""
        return self.lines[n] - 1 if n < len(self.lines) else 0

    def room(self, n):
        """The height of a row."""
        return self.step + LINE * self.more(n) if self.above else max(self.step, LINE * (self.more(n) + 1) + 8)

    def start(self, n):
        """The upper edge of a row; after the last one, the lower edge of all."""
        return self.top + sum(self.room(row) for row in range(n))

    def bar(self, n):
        return self.start(n) + (22 + LINE * self.more(n) if self.above else 6 + (self.room(n) - self.step) / 2)

    def name(self, n, words):
        middle = self.bar(n) + (-12 - self.more(n) * LINE / 2 if self.above else 10)
        return lines_at(0, middle, words, NARROW if self.above else self.left - 8)


def place_of(width, top, *, left=166, right, names=()):
    """Rows in a wide or a narrow picture; `right` is the room kept for values, `names` may be long."""
    above = width <= NARROW
    lines = tuple(len(wrapped(name, width if above else left - 8)) for name in names)
    return Place(0 if above else left, width - right, top, 54 if above else 36, above, lines)


class Segments:
    """Fills of the parts: grey, ochre hatch, petrol, blue dots; the patterns' ids are own to each chart of a page."""

    def __init__(self, chart, width):
        self.hatch, self.dots = pattern_ids(chart, width)
        self.fills = (GREY, f"url(#{self.hatch})", PETROL, f"url(#{self.dots})")

    @property
    def defs(self):
        size = 'width="6" height="6"'
        return (
            f'<defs><pattern id="{self.hatch}" {size} patternUnits="userSpaceOnUse" patternTransform="rotate(45)">'
            f'<rect {size} fill="#F6DDB8"/><rect width="3" height="6" fill="{OCHRE_FILL}"/></pattern>'
            f'<pattern id="{self.dots}" {size} patternUnits="userSpaceOnUse"><rect {size} fill="#CFE4F3"/>'
            f'<circle cx="3" cy="3" r="1.5" fill="#2E78AE"/></pattern></defs>'
        )

    def legend(self, names, width):
        return legend(enumerate(names), width, lambda n, x, y: self._part(n, x, y + 2, (14, 14)))

    def bar(self, counts, x, y, room):
        """A bar of `room` units: (markup, where it ends)."""
        total = sum(counts)
        spare = max(room - LEAST * sum(1 for count in counts if count), 0)
        body = ""
        for n, count in enumerate(counts):
            if count:
                size = LEAST + spare * count / total
                body += self._part(n, x, y, (size - 1.5, 20)) + _number(n, x + (size - 1.5) / 2, y + 15, str(count))
                x += size
        return body, x

    def _part(self, n, x, y, size):
        return rect(x, y, *size, self.fills[n], rx=2, cls=CLASSES[n])


def _number(n, x, y, words):
    """A count: light on petrol, on a plate over a pattern."""
    if n == 2:
        return element("text", words, x=x, y=y, text_anchor="middle", font_weight=600, fill=PAPER, cls="k-on-main")
    plate = ""
    if n in (1, 3):
        half = 4 + 4.2 * len(words)
        plate = rect(x - half, y - 13, half * 2, 16, PAPER, rx=2)
    return plate + element("text", words, x=x, y=y, text_anchor="middle", font_weight=600, fill=INK)
