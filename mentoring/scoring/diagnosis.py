"""Arithmetic of the card of difficulties (R11): a blank stays a blank, nothing known is «–», never zero."""

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

FEW, DEFICIT, MIDDLE, STRENGTH = "few", "deficit", "middle", "strength"
DEFAULTS = {"min_answered": 2, "deficit_from": 2.0, "strength_to": 0.5, "differs_from": 1.0}


@dataclass(frozen=True)
class Rules:
    """A card's own numbers, frozen with its version: marks from «не трудно» (0) to «не справляюсь» (`top`)."""

    min_answered: int
    deficit_from: Fraction
    strength_to: Fraction
    differs_from: Fraction
    top: int = 3


def rules_of(scoring, scale=()):
    """Rules of a card from its stored words; numbers it does not name are the starter's."""
    told = {**DEFAULTS, **{name: scoring[name] for name in DEFAULTS if scoring.get(name) is not None}}
    marks = [option["value"] for option in scale if option.get("value") is not None]
    return Rules(
        int(told["min_answered"]),
        *(Fraction(str(told[name])) for name in ("deficit_from", "strength_to", "differs_from")),
        top=max(marks, default=3),
    )


@dataclass(frozen=True)
class Level:
    """A direction: mean of what was answered; None with too few answers, and then it is neither deficit nor strength."""

    direction: str
    answered: int
    total: int
    mean: Fraction | None
    verdict: str

    @property
    def is_deficit(self):
        return self.verdict == DEFICIT


def level(direction, values, rules, *, marked_strong=False):
    """The level of a direction. `values` are marks or None; an own tick makes a strength of what is no deficit."""
    known = [value for value in values if value is not None]
    if not known or len(known) < rules.min_answered:
        return Level(direction, len(known), len(values), None, FEW)
    mean = Fraction(sum(known), len(known))
    return Level(direction, len(known), len(values), mean, _verdict(mean, rules, marked_strong))


def _verdict(mean, rules, marked_strong):
    if mean >= rules.deficit_from:
        return DEFICIT
    return STRENGTH if mean <= rules.strength_to or marked_strong else MIDDLE


def profile(statements, values, rules, *, strong=()):
    """Levels in the card's order of directions. `statements` are (code, direction), `values` {code: mark or None}."""
    grouped = {}
    for code, direction in statements:
        grouped.setdefault(direction, []).append(values.get(code))
    return tuple(
        level(direction, marks, rules, marked_strong=direction in strong) for direction, marks in grouped.items()
    )


def hard_statements(statements, values, rules):
    """Codes of statements that are difficulties by themselves: answered at the deficit's mark or above."""
    return tuple(code for code, _ in statements if (values.get(code) or 0) >= rules.deficit_from)


@dataclass(frozen=True)
class Difference:
    """Where two opinions part: `change` is other − own; positive when the other sees more difficulty."""

    direction: str
    own: Fraction
    other: Fraction

    @property
    def change(self):
        return self.other - self.own


def differences(own, other, rules):
    """Directions both opinions measured where they part by `differs_from` or more, or only one sees a deficit."""
    theirs = {row.direction: row for row in other}
    found = []
    for mine in own:
        his = theirs.get(mine.direction)
        if mine.mean is None or his is None or his.mean is None:
            continue
        if abs(his.mean - mine.mean) >= rules.differs_from or his.is_deficit != mine.is_deficit:
            found.append(Difference(mine.direction, mine.mean, his.mean))
    return tuple(found)


@dataclass(frozen=True)
class Change:
    """A direction at entry and at exit, over the statements answered both times. Δ = entry − exit: plus is easier."""

    direction: str
    answered: int
    total: int
    entry: Fraction | None
    exit: Fraction | None
    was_deficit: bool
    removed: bool

    @property
    def delta(self):
        return None if self.entry is None or self.exit is None else self.entry - self.exit


@dataclass(frozen=True)
class Comparison:
    """Entry against exit of one card version. Denominators are difficulties of the entry answered at the exit too."""

    answered: int
    total: int
    before: tuple[str, ...]
    removed: tuple[str, ...]
    appeared: tuple[str, ...]
    changes: tuple[Change, ...]

    @property
    def deficits(self):
        return tuple(change for change in self.changes if change.was_deficit)

    @property
    def removed_deficits(self):
        return tuple(change for change in self.deficits if change.removed)


def compare(statements, entry, exit, rules):
    """How the difficulties of the entry card stand at the exit. A statement blank on either side is left out of both."""
    both = {code for code, _ in statements if entry.get(code) is not None and exit.get(code) is not None}
    first = {code: entry[code] for code in both}
    last = {code: exit[code] for code in both}
    before = hard_statements(statements, first, rules)
    after = set(hard_statements(statements, last, rules))
    pairs = zip(profile(statements, first, rules), profile(statements, last, rules), strict=True)
    return Comparison(
        answered=len(both),
        total=len(statements),
        before=before,
        removed=tuple(code for code in before if code not in after),
        appeared=tuple(code for code, _ in statements if code in after and code not in before),
        changes=tuple(
            Change(
                was.direction,
                was.answered,
                was.total,
                was.mean,
                now.mean,
                was_deficit=was.is_deficit,
                removed=was.is_deficit and not now.is_deficit,
            )
            for was, now in pairs
        ),
    )


def share(part, whole):
    """«5 из 7»; «–» when there was nothing to remove."""
    return f"{part} из {whole}" if whole else "–"


def shown(mean):
    """A mean in words: 2,25; 1,67; 3; «–» when there is none."""
    if mean is None:
        return "–"
    exact = Decimal(mean.numerator) / Decimal(mean.denominator)
    text = f"{exact.quantize(Decimal('0.01'), ROUND_HALF_UP):f}"
    return (text.rstrip("0").rstrip(".") or "0").replace(".", ",").replace("-", "−")
