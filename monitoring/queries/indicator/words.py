"""An indicator's numbers in words: always what they are made of; too few cases are told as such, an empty whole is «–»."""

from decimal import Decimal

from mentoring.kit.states import StateTag
from mentoring.kit.text import NBSP, group_digits
from monitoring.choices.indicator import NUMBERED_TARGETS, Standing, TargetKind
from monitoring.scoring.indicator import COUNT, MEAN, RATIO, SHARE
from monitoring.words import percent

TONES = {Standing.REACHED: "ok", Standing.MISSED: "act"}
TARGETS = {
    TargetKind.LEAST: "не меньше",
    TargetKind.MOST: "не больше",
    TargetKind.ABOVE: "больше",
    TargetKind.BELOW: "меньше",
    TargetKind.GROWTH: "больше, чем год назад",
    TargetKind.DECREASE: "меньше, чем год назад",
}
FEW = "недостаточно данных"


def plain(number, digits=1):
    """«12,5», «1 200», «−3»; a fraction keeps `digits` after the comma, a whole number none."""
    rounded = round(Decimal(number), digits)
    whole, _, part = f"{abs(rounded):f}".partition(".")
    part = part.rstrip("0")
    return ("−" if rounded < 0 else "") + group_digits(int(whole)) + (f",{part}" if part else "")


def with_unit(number, unit):
    """«85 %», «14 дн.», «2 000 ₽»."""
    return "–" if number is None else f"{plain(number)}{NBSP}{_unit(unit)}"


def _unit(unit):
    return "₽" if unit.startswith("₽") else unit


def fact_text(fact, unit, least):
    """The whole fact in a line: «5 из 9 (56 %)», «17,7 дн., случаев 12», «3 шт.», «2 из 3, недостаточно данных», «–»."""
    if fact is None:
        return "–"
    if fact.few:
        return fact.few
    if fact.value is None:
        return "–"
    return {SHARE: _share, MEAN: _mean, COUNT: _count, RATIO: _ratio}[fact.style](fact, unit, least)


def _share(fact, unit, least):
    made = f"{plain(fact.part)} из {plain(fact.whole)}"
    if fact.cases < least:
        return f"{made}, {FEW}"
    return f"{made} ({percent(float(fact.part), float(fact.whole))})"


def _mean(fact, unit, least):
    if fact.cases < least:
        made = f"сумма {plain(fact.part)}, случаев {fact.cases}" if fact.part is not None else f"случаев {fact.cases}"
        return f"{made}, {FEW}"
    return f"{with_unit(fact.value, unit)}, случаев {fact.cases}"


def _count(fact, unit, least):
    return with_unit(fact.value, unit)


def _ratio(fact, unit, least):
    made = f"{plain(fact.part)}{NBSP}% против {plain(fact.whole)}{NBSP}%"
    return f"{made}, {FEW}" if fact.cases < least else f"{with_unit(fact.value, unit)}: {made}"


def target_text(kind, target, unit):
    """«не меньше 85 %», «больше, чем год назад», «нет»."""
    if kind in NUMBERED_TARGETS and target is not None:
        return f"{TARGETS[kind]} {with_unit(target, unit)}"
    return TARGETS.get(kind, "нет") if kind not in NUMBERED_TARGETS else "нет"


def standing_tag(standing):
    """The standing as a word; colour only repeats it."""
    return StateTag(TONES.get(standing, "calm"), standing.label, "")


INDIRECT = (
    "Это косвенное свидетельство: на показатель влияет и многое другое. Сравнивайте с прошлым годом и с теми, "
    "кого наставничество не касалось."
)
