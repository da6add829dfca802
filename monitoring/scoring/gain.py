"""«Before – after» of levels 2 to 4. Levels are never folded into one score."""

from dataclasses import dataclass
from decimal import Decimal

HIGH_GAIN, MIDDLE_GAIN = Decimal("0.7"), Decimal("0.3")
AVERAGED = 5  # a mean of fewer says nothing
KNOWLEDGE_BANDS = ((85, "высокий"), (60, "средний"), (0, "низкий"))
BEHAVIOR_BANDS = ((85, "высокий"), (70, "достаточный"), (50, "базовый"), (0, "недостаточный"))
FULL_MARK = 100
PERCENT = "%"


@dataclass(frozen=True)
class Gain:
    """A set of measured pairs in percent. Means and changes are over pairs with both numbers; others only in `total`."""

    total: int
    paired: int
    before: Decimal | None
    after: Decimal | None
    change: Decimal | None
    normalized: Decimal | None
    grew: int


def change_of(before, after):
    """Δ = after − before, in the unit measured; None without both."""
    return None if before is None or after is None else Decimal(after) - Decimal(before)


def normalized_gain(before, after):
    """g = (after − before) / (100 − before) of percents; None without both numbers and where `before` is 100."""
    change = change_of(before, after)
    if change is None or before >= FULL_MARK:
        return None
    return change / (FULL_MARK - Decimal(before))


def gain_of(pairs):
    """The Gain of (before, after) percents; g is the mean over pairs where it is defined."""
    both = [(Decimal(before), Decimal(after)) for before, after in pairs if before is not None and after is not None]
    gains = [gain for gain in (normalized_gain(*pair) for pair in both) if gain is not None]
    return Gain(
        total=len(pairs),
        paired=len(both),
        before=_mean([before for before, _ in both]),
        after=_mean([after for _, after in both]),
        change=_mean([after - before for before, after in both]),
        normalized=_mean(gains),
        grew=sum(after > before for before, after in both),
    )


def gain_word(normalized):
    """«высокий», «средний» or «низкий» of a normalized gain."""
    if normalized >= HIGH_GAIN:
        return "высокий"
    return "средний" if normalized >= MIDDLE_GAIN else "низкий"


def band_of(percent, bands):
    return next(name for least, name in bands if percent >= least)


def better(before, after, higher_is_better):
    """True when the change is for the better, False when for the worse, None when there is none or it is unknown."""
    change = change_of(before, after)
    if not change:
        return None
    return (change > 0) == higher_is_better


def _mean(values):
    return sum(values) / len(values) if values else None
