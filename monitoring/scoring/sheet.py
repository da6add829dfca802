"""One answer sheet of level 1: its index S, sub-scales, and whether the person is satisfied (clause 5.4-1)."""

from dataclasses import dataclass, field
from math import floor

from .kind import TEN, on_ten

INDEX_MINIMUM, SUBSCALE_MINIMUM = 12, 3
TOP_MARK = TEN


@dataclass(frozen=True)
class Item:
    """A question as scoring sees it. `kind` is a QuestionKind, `subscale` the code of a sub-scale or empty.

    A row of a matrix is an item of the kind of its columns.
    """

    code: str
    text: str
    kind: str
    subscale: str = ""
    in_index: bool = False
    options: tuple[str, ...] = ()


@dataclass(frozen=True)
class Sheet:
    """What one person answered about one program. `marks` hold answered scale items only; a skip is an absence.

    `cell` is the sheet's place in the one breakdown of the survey (a unit or a program), empty when there is none.
    """

    person: int
    cell: str = ""
    marks: dict[str, int] = field(default_factory=dict)
    choices: dict[str, tuple[str, ...]] = field(default_factory=dict)
    amounts: dict[str, float] = field(default_factory=dict)


@dataclass(frozen=True)
class Rules:
    """Numbers the college decides (settings) and numbers of the questionnaire's version, read once for one survey."""

    threshold: int = 5
    full_from: int = 10
    negative_to: int = 4
    positive_from: int = 8
    index_minimum: int = INDEX_MINIMUM
    subscale_minimum: int = SUBSCALE_MINIMUM
    satisfied_index: float = 70
    satisfied_mark: int = 7
    expectation: str = ""
    bands: tuple[tuple[float, str], ...] = ((80, "высокий"), (60, "средний"), (0, "низкий"))


def index_items(items):
    return tuple(item for item in items if item.in_index)


def index_of(sheet, items, rules):
    """S in percent: mean of the answered in-index items / 10 × 100; None when fewer than the minimum were answered.

    Marks of other scales are brought to ten first: 4 of 5 counts as 8, so for items of one scale S is
    sum of marks / (highest mark × answered items) × 100 – for 2/1/0 the K of domain part 4.3. Range 0–100 (10–100 for
    1–10, 20–100 for 1–5). Descriptive items (`in_index` false) and skips leave both sum and count. A questionnaire
    shorter than the minimum asks for all of its items.
    """
    counted = index_items(items)
    return _percent(_answered(sheet, counted), min(rules.index_minimum, len(counted)))


def subscale_of(sheet, items, subscale, rules):
    """Mean mark of a sub-scale on the scale of ten, or None when fewer than the minimum were answered."""
    counted = [item for item in index_items(items) if item.subscale == subscale]
    marks = _answered(sheet, counted)
    if not marks or len(marks) < min(rules.subscale_minimum, len(counted)):
        return None
    return sum(marks) / len(marks)


def satisfied(sheet, index, rules):
    """S and the item about expectations both reach their marks. A skipped expectation is not a reached one.

    A questionnaire without that item is judged by S alone.
    """
    expected = not rules.expectation or sheet.marks.get(rules.expectation, 0) >= rules.satisfied_mark
    return index is not None and index >= rules.satisfied_index and expected


def band_name(percent, rules):
    """«высокий», «средний» or «низкий» of an index in percent."""
    return next(name for least, name in rules.bands if percent >= least)


def has_low_mark(marks, low):
    """Whether any mark is so low that the person is asked for the reason."""
    return any(mark <= low for mark in marks)


def round_half_up(value, step=1.0):
    """To the nearest step, halves upwards: 8.25 by 0.5 → 8.5; 7.5 by 1 → 8."""
    return floor(round(value / step, 9) + 0.5) * step


def _answered(sheet, items):
    return [on_ten(sheet.marks[item.code], item.kind) for item in items if item.code in sheet.marks]


def _percent(marks, least):
    if not marks or len(marks) < least:
        return None
    return sum(marks) / len(marks) / TOP_MARK * 100
