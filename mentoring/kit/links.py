"""Addresses inside a text that somebody typed, made clickable; everything else stays text."""

import re
from urllib.parse import urlsplit

from django.utils.html import escape, format_html
from django.utils.safestring import mark_safe

_ADDRESS = re.compile(r"https?://[^\s<>\"«»“”]+", re.IGNORECASE)
_AFTER = ".,;:!?…)]}'"


def with_links(text):
    """HTML of a plain text: http and https addresses lead out without telling where from, lines stay lines."""
    text, made, place = str(text), [], 0
    for match in _ADDRESS.finditer(text):
        address = match.group().rstrip(_AFTER)
        if not _is_whole(address):
            continue
        made += [_plain(text[place : match.start()]), _link(address)]
        place = match.start() + len(address)
    made.append(_plain(text[place:]))
    return mark_safe("".join(made))


def _plain(text):
    return escape(text).replace("\n", "<br>")


def _link(address):
    return format_html('<a href="{}" rel="nofollow noopener noreferrer external">{}</a>', address, address)


def _is_whole(address):
    """A scheme that opens a page and a host; no name or password before it, which would disguise where it leads."""
    try:
        parts = urlsplit(address)
        return parts.scheme.lower() in ("http", "https") and bool(parts.hostname) and "@" not in parts.netloc
    except ValueError:  # a bracket of an address left open
        return False
