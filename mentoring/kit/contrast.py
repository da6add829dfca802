"""Colours of the interface read from static/scss/_tokens.scss, and their contrast by the WCAG formula."""

import re
from functools import lru_cache
from pathlib import Path

TOKENS = Path(__file__).resolve().parents[2] / "static" / "scss" / "_tokens.scss"
SCHEMES = ("", "contrast", "dark")
_ROW = re.compile(r'^  "([\w-]+)": \((#\w{6}), (#\w{6}), (#\w{6})\),$', re.MULTILINE)


@lru_cache(maxsize=1)
def tokens():
    """{token: (default, high contrast, dark)}."""
    return {name: tuple(values) for name, *values in _ROW.findall(TOKENS.read_text(encoding="utf-8"))}


def color(token, scheme=""):
    return tokens()[token][SCHEMES.index(scheme)]


def contrast(one, other, scheme=""):
    """The ratio of two tokens in a scheme, from 1 to 21."""
    return ratio(color(one, scheme), color(other, scheme))


def ratio(one, other):
    """The ratio of two colours written as #RRGGBB."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(value):
    channels = (int(value[n : n + 2], 16) / 255 for n in (1, 3, 5))
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
