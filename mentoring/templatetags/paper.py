"""Filters of the paper templates (templates/pdf/)."""

import re
from base64 import b64encode

from django import template
from django.utils.html import escape
from django.utils.safestring import SafeString

from mentoring.kit.paper import clean, runs

register = template.Library()
register.filter("clean", clean)
# The engine's hyphenation takes minutes over a word of thousands of letters: such words are not hyphenated but cut.
_LONG_WORD = re.compile(r"\S{40}")
_ENDLESS_WORD = re.compile(r"\S{100,}")
_PIECE = re.compile(r"\S{20}")
_COLOR = re.compile(r'"#([0-9A-Fa-f]{2})([0-9A-Fa-f]{2})([0-9A-Fa-f]{2})"')


@register.filter
def ink(text):
    """Any Text of a paper as escaped markup."""
    return SafeString("".join(_printed(run) for run in runs(text)))


def _printed(run):
    text, endless = run.text, _LONG_WORD.search(run.text)
    if endless:
        text = _ENDLESS_WORD.sub(lambda word: _PIECE.sub("\\g<0>\u200b", word.group()), text)
    words = str(escape(text)).replace("\n", "<br>")
    words = f'<span class="endless">{words}</span>' if endless else words
    words = f"<i>{words}</i>" if run.italic else words
    return f"<b>{words}</b>" if run.bold else words


@register.filter
def drawing(svg):
    """SVG source as an address of a picture, in grey: a picture runs nothing, and a paper knows no brand colors."""
    source = _COLOR.sub(_gray, svg.replace('font-family="inherit"', 'font-family="Tinos"'))
    return f"data:image/svg+xml;base64,{b64encode(source.encode()).decode()}"


def _gray(color):
    red, green, blue = (int(part, 16) for part in color.groups())
    shade = round(0.299 * red + 0.587 * green + 0.114 * blue)
    return f'"#{shade:02x}{shade:02x}{shade:02x}"'
