"""Arithmetic of indicators (domain part 5.1): a number never goes without what it is made of. Rounding is for display."""

from calendar import monthrange
from dataclasses import dataclass
from decimal import Decimal

from monitoring.choices.indicator import Standing, TargetKind

SHARE, MEAN, COUNT, RATIO = "share", "mean", "count", "ratio"
HUNDRED = 100


@dataclass(frozen=True)
class Fact:
    """`part` of `whole`, and the `value` made of them in the indicator's unit; None over an empty whole, never 0.

    SHARE: part / whole × 100. MEAN: a sum over `whole` cases. RATIO: part / whole, two figures of their own. COUNT:
    `part` alone. `cases` is how many people, programs or measures it rests on. `beside` are sentences told beside it,
    `few` stands instead of a number that may not be shown.
    """

    style: str
    part: object = None
    whole: object = None
    value: object = None
    cases: int = 0
    beside: tuple[str, ...] = ()
    few: str = ""

    @property
    def empty(self):
        return self.value is None


def share(part, whole, beside=()):
    """part / whole × 100, per cent, 0 … 100 where the part lies within the whole; no value over an empty whole."""
    value = Decimal(part) * HUNDRED / Decimal(whole) if whole else None
    return Fact(SHARE, part, whole, value, int(whole), tuple(beside))


def mean(values, beside=()):
    """Σ values / their number, in the unit of the values; no value without any."""
    values = [Decimal(value) for value in values]
    total = sum(values, Decimal(0))
    return Fact(MEAN, total, len(values), total / len(values) if values else None, len(values), tuple(beside))


def per(total, number, beside=()):
    """total / number, e.g. roubles a program; no value over nothing."""
    value = Decimal(total) / Decimal(number) if number else None
    return Fact(MEAN, total, number, value, int(number), tuple(beside))


def count(number, beside=()):
    """A bare number of things: nothing is also a number."""
    return Fact(COUNT, number, None, Decimal(number), int(number), tuple(beside))


def exact(number):
    """A decimal as it is written, without the tail of a binary fraction."""
    return Decimal(str(number))


def median(values):
    """The middle of ordered values; the half-sum of the two middle ones of an even number; None of nothing."""
    ordered = sorted(values)
    if not ordered:
        return None
    middle = len(ordered) // 2
    return ordered[middle] if len(ordered) % 2 else (Decimal(ordered[middle - 1]) + Decimal(ordered[middle])) / 2


def average_headcount(first, last):
    """Чс = (headcount of the first day + of the last day) / 2, people."""
    return Decimal(first + last) / 2


def turnover(left, headcount, beside=()):
    """К = (Чусж + Чуиа) / Чс × 100, per cent of the average headcount; may pass 100 in a small group."""
    return share(left, headcount, beside)


def intensity(group, everybody):
    """Кин = Кч / Кт, times: how much oftener a group leaves; none while nobody leaves the college or the group is empty."""
    if group.value is None or not everybody.value:
        return Fact(RATIO, group.value, everybody.value, None, group.cases)
    return Fact(RATIO, group.value, everybody.value, group.value / everybody.value, group.cases)


def months_between(since, until):
    """Whole months and the rest of days as a part of that month, months ≥ 0: from 01.09 to 16.11 are 2.5."""
    if until <= since:
        return Decimal(0)
    months = (until.year - since.year) * 12 + until.month - since.month - (until.day < since.day)
    year, month = divmod(since.month - 1 + months, 12)
    reached = since.replace(
        year=since.year + year, month=month + 1, day=min(since.day, _length(since.year + year, month + 1))
    )
    return months + Decimal((until - reached).days) / _length(reached.year, reached.month)


def _length(year, month):
    return monthrange(year, month)[1]


def standing_of(fact, kind, target, *, least, before=None):
    """The Standing of a fact. `least` cases are needed to judge a share or a mean; `before` is the value a year ago.

    A decrease is also reached at nought: there is nowhere further down.
    """
    if fact is None:
        return Standing.EMPTY
    if fact.few:
        return Standing.FEW
    if fact.value is None:
        return Standing.EMPTY
    if kind == TargetKind.NONE:
        return Standing.FREE
    if fact.style != COUNT and fact.cases < least:
        return Standing.FEW
    if kind in (TargetKind.GROWTH, TargetKind.DECREASE):
        if before is None:
            return Standing.ALONE
        reached = fact.value > before if kind == TargetKind.GROWTH else fact.value < before or fact.value == 0
    else:
        if target is None:
            return Standing.FREE
        reached = _reached(fact.value, kind, target)
    return Standing.REACHED if reached else Standing.MISSED


def _reached(value, kind, target):
    return {
        TargetKind.LEAST: value >= target,
        TargetKind.MOST: value <= target,
        TargetKind.ABOVE: value > target,
        TargetKind.BELOW: value < target,
    }[kind]
