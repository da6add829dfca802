"""Plain rules that turn figures into the first words of a conclusion; a person edits them afterwards."""

from dataclasses import dataclass

SHARE = "share"
SAME_POINTS = 1  # a change of a share within one point is called no change: people are few, and one of them is more


@dataclass(frozen=True)
class Fact:
    """A figure as the rules see it: `before` is None when a year ago there was nothing to count from.

    part, whole – cases, pieces; whole is None for a bare count. `few` says why the figure is not shown. `better` is
    "more", "less" or "". `target` – whole per cent of a share, else pieces.
    """

    name: str
    style: str
    part: int
    whole: int | None
    before: tuple[int, int | None] | None = None
    better: str = ""
    few: str = ""
    few_below: int = 5
    target: int | None = None


def sentence(fact):
    """One sentence: «Вовлечены педагоги: доля выросла с 41 до 47 %, это лучше; цель 50 % не достигнута.»

    Shares are compared in per cent points p = 100·part/whole, rounded half up; a difference up to SAME_POINTS is «не
    изменилась». Counts are compared in pieces. Under `few_below` cases of either year nothing is concluded. Errors:
    none; an empty whole gives «недостаточно данных».
    """
    if fact.few:
        return f"{fact.name}: вывода нет, {fact.few}."
    if fact.whole == 0:
        return f"{fact.name}: недостаточно данных, считать не из чего."
    if fact.style == SHARE and fact.whole < fact.few_below:
        return f"{fact.name}: мало данных, {fact.part} из {fact.whole}, вывода не делаем."
    said = _moved(fact)
    aim = _aim(fact)
    return f"{fact.name}: {said}{f'; {aim}' if aim else ''}."


def _moved(fact):
    now, unit = _value(fact.part, fact.whole, fact.style)
    if fact.before is None or fact.before[1] == 0:
        return f"{now}{unit}; сравнить не с чем"
    if fact.style == SHARE and fact.before[1] < fact.few_below:
        return f"{now}{unit}; годом раньше мало данных"
    before, _ = _value(*fact.before, fact.style)
    what = ("доля выросла", "доля снизилась", "доля не изменилась") if fact.style == SHARE else (
        "стало больше", "стало меньше", "столько же"
    )  # fmt: skip
    near = SAME_POINTS if fact.style == SHARE else 0
    if abs(now - before) <= near:
        return f"{what[2]}, {now}{unit}"
    grew = now > before
    verdict = "" if not fact.better else ", это лучше" if grew == (fact.better == "more") else ", это хуже"
    return f"{what[0] if grew else what[1]}: было {before}{unit}, стало {now}{unit}{verdict}"


def _value(part, whole, style):
    return (int(100 * part / whole + 0.5), "\u00a0%") if style == SHARE else (part, "")


def _aim(fact):
    if fact.target is None:
        return ""
    value, unit = _value(fact.part, fact.whole, fact.style)
    reached = value <= fact.target if fact.better == "less" else value >= fact.target
    return f"цель {fact.target}{unit} {'достигнута' if reached else 'не достигнута'}"


def draft(facts, extra=()):
    """A paragraph of sentences, what is known besides first; «недостаточно данных» when there is nothing."""
    said = [*(f"{text.rstrip('.')}." for text in extra), *map(sentence, facts)]
    return " ".join(said) or "Недостаточно данных для вывода."
