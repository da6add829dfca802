"""Dates of plan presets: «s+14» is days from the start, «e-14» days before the end, «p40» a share of the term.

In templates «a+7» is days after another item.
"""

import re
from datetime import timedelta

from mentoring.kit.dates import to_working_day
from mentoring.kit.text import NBSP

_RELATIVE = re.compile(r"^(?:s\+(?P<after>\d{1,3})|e-(?P<before>\d{1,3})|p(?P<share>\d{1,3}))$")
_CHAINED = re.compile(r"^a\+(?P<days>\d{1,3})$")
KINDS = ("s", "e", "p", "a")


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
    return _inside(day, since, until, holidays)


def _inside(day, since, until, holidays):
    inside = min(max(day, since), until)
    moved = to_working_day(inside, holidays, not_after=until)
    return moved if moved >= since else inside


def dates_of(items, since, until, holidays=frozenset()):
    """{key: date} of items that have `key`, `due`, `after`; None where a chain is broken or goes in a circle."""
    by_key, found = {item.key: item for item in items}, {}

    def resolve(key, seen):
        if key in found or key not in by_key or key in seen:
            return found.get(key)
        item = by_key[key]
        chained = _CHAINED.match(item.due or "")
        if not chained:
            return date_of(item.due, since, until, holidays)
        base = resolve(item.after, {*seen, key})
        return base and _inside(base + timedelta(days=int(chained["days"])), since, until, holidays)

    for key in by_key:
        found[key] = resolve(key, frozenset())
    return found


def circular(items):
    """Keys of items whose date never ends: they follow one another in a circle or follow nothing."""
    by_key, bad = {item.key: item for item in items}, []
    for item in items:
        at, seen = item, set()
        while at is not None and (at.due or "").startswith("a") and at.key not in seen:
            seen.add(at.key)
            at = by_key.get(at.after)
        if at is None or at.key in seen:
            bad.append(item.key)
    return bad


def split(code):
    """(«s», 14) of «s+14»; («s», None) when nothing is said."""
    code = code or ""
    digits = re.sub(r"\D", "", code)
    return (code[:1] if code[:1] in KINDS else "s"), (int(digits) if digits else None)


def join(kind, number):
    """«s+14» of («s», 14)."""
    sign = {"s": "+", "e": "-", "p": "", "a": "+"}[kind]
    return f"{kind}{sign}{number}"


def said(code, after_n=None):
    """«через 14 дней после начала», for pages."""
    kind, number = split(code)
    if number is None:
        return "срок не назван"
    return {
        "s": f"через {number}{NBSP}дн. после начала",
        "e": f"за {number}{NBSP}дн. до конца",
        "p": f"когда пройдёт {number}{NBSP}% срока",
        "a": f"через {number}{NBSP}дн. после пункта {after_n or '–'}",
    }[kind]
