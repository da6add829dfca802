"""Pencils of the charts: escaped elements, text, patterns, the frame with its title and description."""

import textwrap
from dataclasses import dataclass
from zlib import crc32

from django.utils.html import escape
from django.utils.safestring import mark_safe

WIDE = 520
NARROW = 288
TEXT = 14
CHAR = 8.2  # a mean width of a letter at 14 units
PETROL, OCHRE, OCHRE_FILL, BLUE, VIOLET, GREY = "#0B5A62", "#A75F0C", "#D98324", "#6FAFD6", "#7A5AA6", "#A9B3B7"
INK, QUIET, TRACK, PAPER, LINE = "#1A2428", "#5C676D", "#EEECE5", "#FFFFFF", "#DDD9CE"


@dataclass(frozen=True)
class Table:
    """The chart's numbers as a table: `columns` are names, the first of them of the rows."""

    caption: str
    columns: tuple
    rows: tuple


def element(name, content="", **attributes):
    """`<rect x="1"/>`; underscores become hyphens, `cls` becomes class, floats keep one digit."""
    parts = [f'{_name(key)}="{_value(value)}"' for key, value in attributes.items() if value is not None]
    opening = " ".join([name, *parts])
    return f"<{opening}>{content}</{name}>" if content else f"<{opening}/>"


def _name(key):
    return "class" if key == "cls" else key.replace("_", "-")


def _value(value):
    if isinstance(value, float):
        return f"{value:.1f}".removesuffix(".0")
    return escape(value)


def rect(x, y, width, height, fill, **more):
    return element("rect", x=x, y=y, width=max(width, 0), height=height, fill=fill, **more)


def text(x, y, words, *, anchor=None, weight=None, fill=INK, cls="k-ink", size=None):
    return element(
        "text", escape(words), x=x, y=y, text_anchor=anchor, font_weight=weight, fill=fill, cls=cls, font_size=size
    )


def quiet(x, y, words, *, anchor=None):
    return text(x, y, words, anchor=anchor, fill=QUIET, cls="k-quiet")


def rule(x1, y1, x2, y2, *, stroke=LINE, width=1, dash=None, cls="k-line"):
    return element(
        "line", x1=x1, y1=y1, x2=x2, y2=y2, stroke=stroke, stroke_width=width, stroke_dasharray=dash, cls=cls
    )


def wrapped(words, width):
    """A label in lines that fit `width` units."""
    return textwrap.wrap(words, max(int(width / CHAR), 6), break_long_words=False) or [""]


def lines_at(x, middle, words, width):
    """A label of several lines, centered on `middle`."""
    rows = wrapped(words, width)
    first = middle + 5 - (len(rows) - 1) * 8.5
    return "".join(text(x, first + n * 17, row) for n, row in enumerate(rows))


def pattern_ids(chart, width):
    """Ids of the hatch and the dots, own to each chart on a page."""
    base = f"k{crc32(f'{type(chart).__name__}{chart.title}{chart.subtitle}'.encode()):x}{width}"
    return f"{base}h", f"{base}d"


def frame(chart, width, height, body, description):
    """The whole picture: role, title, description; scales with its box."""
    return mark_safe(
        f'<svg xmlns="http://www.w3.org/2000/svg" role="img" viewBox="0 0 {width} {height:.0f}" width="{width}" '
        f'height="{height:.0f}" font-family="inherit" font-size="{TEXT}"><title>{escape(chart.title)}</title>'
        f"<desc>{escape(description)}</desc>{body}</svg>"
    )


def legend(items, width, swatch):
    """Names with their signs in as many lines as needed: (markup, height); `swatch(item, x, y)` draws a sign."""
    body, x, y = "", 0, 0
    for item, name in items:
        need = 22 + len(name) * CHAR + 18
        if x and x + need - 18 > width:
            x, y = 0, y + 22
        body += swatch(item, x, y) + text(x + 22, y + 14, name)
        x += need
    return body, y + 32


def percent(part, whole):
    """Whole per cents; a share that is not nothing never looks like nothing."""
    if not whole:
        return "–"
    share = 100 * part / whole
    return "меньше 1 %" if 0 < share < 1 else f"{int(share + 0.5)} %"


def signed(number, digits=1):
    """+35, −5, 0; so many digits after a comma, when needed."""
    whole, _, part = f"{abs(number):.{digits}f}".partition(".")
    shown = f"{whole},{part.rstrip('0')}".rstrip(",")
    return f"+{shown}" if number > 0 else f"−{shown}" if number < 0 else shown
