"""Dates of plan presets: «s+14» is days from the start, «e-14» days before the end, «p40» a share of the term."""

import re
from datetime import timedelta

from mentoring.kit.dates import to_working_day

_RELATIVE = re.compile(r"^(?:s\+(?P<after>\d{1,3})|e-(?P<before>\d{1,3})|p(?P<share>\d{1,3}))$")


def date_of(code, since, until, holidays=frozenset()):
    """The working day a relative date means inside a term (both ends included), or None for an unknown code."""
    match = _RELATIVE.match(code or "")
    if not match:
        return None
    if match["after"]:
        day = since + timedelta(days=int(match["after"]))
    elif match["before"]:
        day = until - timedelta(days=int(match["before"]))
    else:
        day = since + timedelta(days=round((until - since).days * min(int(match["share"]), 100) / 100))
    inside = min(max(day, since), until)
    moved = to_working_day(inside, holidays, not_after=until)
    return moved if moved >= since else inside
