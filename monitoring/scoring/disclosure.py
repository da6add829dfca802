"""What may be said about a set of answers: nothing below the threshold, bands below ten, never a difference of few.

Decision 17 and part 2.3 of the survey policy. Everything that leaves this module is already masked: a number that may
not be shown is not there at all.
"""

from collections import Counter
from dataclasses import dataclass, replace

from .sheet import TOP_MARK, round_half_up

FEW, WITHHELD, BANDS, FULL = "few", "withheld", "bands", "full"
NONE = "none"  # there is nothing to count: the questionnaire has no index
BAND_NAMES = ("отрицательно", "нейтрально", "положительно")
LITTLE, SOME, MOST = "меньше четверти", "от четверти до половины", "больше половины"
MEAN_STEP, BANDED_MEAN_STEP = 0.1, 0.5
NEVER = 10**9  # more people than any survey asks


@dataclass(frozen=True)
class Line:
    """The disclosed distribution of one scale.

    `level` says how much is shown. FULL: `n` answers, `histogram` from the lowest mark up, `skipped`, `mean` to 0.1.
    BANDS: no number of people; `bands` are sizes in words from negative to positive and `mean` to 0.5, or `leading`
    alone when nearly all fell in one band. FEW: only `n`. WITHHELD: nothing, others could be found by subtraction. NONE:
    the questionnaire counts no such thing.
    """

    level: str
    n: int | None = None
    mean: float | None = None
    histogram: tuple[int, ...] = ()
    lowest: int = 1
    skipped: int | None = None
    bands: tuple[str, ...] = ()
    leading: str = ""
    highest: int = TOP_MARK

    @property
    def shown(self):
        return self.level in (BANDS, FULL)


@dataclass(frozen=True)
class Share:
    """How many said yes. FULL: `yes` of `of`; BANDS: `words` only."""

    level: str
    yes: int | None = None
    of: int | None = None
    words: str = ""

    @property
    def shown(self):
        return self.level in (BANDS, FULL)


@dataclass(frozen=True)
class Options:
    """A question with options. FULL: `counts` of every option; BANDS: `leading` options chosen by more than half."""

    level: str
    n: int | None = None
    counts: tuple[tuple[str, int], ...] = ()
    leading: tuple[str, ...] = ()


def level_of(people, rules):
    """How much may be shown of answers given by so many different people."""
    if people < rules.threshold:
        return FEW
    return FULL if people >= rules.full_from else BANDS


def published(cells, threshold, barred=frozenset()):
    """Keys of the cells that may be shown beside their whole.

    `cells` maps a key to the people behind each of its sheets. A cell needs `threshold` different people. What remains
    of the whole when the shown cells are taken away must be nobody or at least `threshold` people; otherwise the
    smallest shown cell is kept back too, and so on. `barred` cells are kept back from the start.
    """
    shown = {key for key, people in cells.items() if len(set(people)) >= threshold and key not in barred}
    while shown and 0 < len(_people(cells, set(cells) - shown)) < threshold:
        shown.discard(min(shown, key=lambda key: (len(set(cells[key])), str(key))))
    return frozenset(shown)


def exact(cells, shown, full_from):
    """Keys of the shown cells whose exact numbers may stand beside the exact whole.

    The whole less the exact cells gives exact numbers of everybody else: of nobody or of `full_from` people at least,
    otherwise a cell shown in bands, or kept back, is told to the last answer by subtraction. Until that holds, the
    smallest exact cell is shown in bands, too.
    """
    found = {key for key in shown if len(set(cells[key])) >= full_from}
    while found and 0 < len(_people(cells, set(cells) - found)) < full_from:
        found.discard(min(found, key=lambda key: (len(set(cells[key])), str(key))))
    return frozenset(found)


def in_bands(rules):
    """The same rules for a cell of any size that may be told in bands alone."""
    return replace(rules, full_from=NEVER)


def _people(cells, keys):
    return {person for key in keys for person in cells[key]}


def disclose(marks, rules, *, skipped=0, lowest=1, highest=TOP_MARK, total=None):
    """The Line of `marks`: (person, value) pairs on a scale from `lowest` to `highest`; values may be fractions.

    The mean's step is 0.1, and below `full_from` people 1/20 of the scale (0.5 of 10, 0.25 of 5, 0.1 of 2).
    Where only rounded values are known, `total` is the sum of the exact ones.
    """
    level = level_of(len({person for person, _ in marks}), rules)
    values = [value for _, value in marks]
    if level == FEW:
        return Line(FEW, n=len(values), lowest=lowest, highest=highest)
    mean = (sum(values) if total is None else total) / len(values)
    if level == FULL:
        counted = Counter(int(round_half_up(value)) for value in values)
        lowest = min(lowest, *counted)  # the mean of marks that begin at 0 may be below 1
        histogram = tuple(counted[mark] for mark in range(lowest, highest + 1))
        rounded = round(round_half_up(mean, MEAN_STEP), 1)
        return Line(FULL, len(values), rounded, histogram, lowest, skipped, highest=highest)
    sizes = band_sizes(values, rules, highest)
    leading = _leading(sizes)
    if leading is not None:
        return Line(BANDS, lowest=lowest, leading=BAND_NAMES[leading], highest=highest)
    words = tuple(size_word(size, len(values)) for size in sizes)
    rounded = round_half_up(mean, BANDED_MEAN_STEP * highest / TOP_MARK)
    return Line(BANDS, mean=rounded, lowest=lowest, bands=words, highest=highest)


def band_sizes(values, rules, highest=TOP_MARK):
    """How many values are negative, neutral, positive; a fraction goes to the band of its rounded mark.

    The edges are set for the scale of ten; marks of another scale are brought to it: of five, 1–2, 3 and 4–5.
    """
    marks = [round_half_up(value) * TOP_MARK / highest for value in values]
    low = sum(mark <= rules.negative_to for mark in marks)
    high = sum(mark >= rules.positive_from for mark in marks)
    return low, len(marks) - low - high, high


def _leading(sizes):
    """The band that holds all answers or all but one: told apart, the two cases would give every answer away."""
    largest = max(sizes)
    return sizes.index(largest) if largest >= sum(sizes) - 1 else None


def size_word(part, whole):
    """The size of a band in words that hide the exact count; an empty band reads as a small one."""
    if part * 2 > whole:
        return MOST
    return SOME if part * 4 >= whole else LITTLE


def disclose_share(answers, rules):
    """The Share of yes among `answers`: (person, bool) pairs."""
    level = level_of(len({person for person, _ in answers}), rules)
    yes, of = sum(answer for _, answer in answers), len(answers)
    if level == FEW:
        return Share(FEW, of=of)
    if level == FULL:
        return Share(FULL, yes, of)
    if yes >= of - 1:
        return Share(BANDS, words="почти все")
    if yes <= 1:
        return Share(BANDS, words="почти никто")
    return Share(BANDS, words="больше половины" if yes * 2 > of else "половина или меньше")


def disclose_options(answers, options, rules):
    """The Options of `answers`: (person, chosen options) pairs."""
    counted = Counter(option for _, chosen in answers for option in chosen)
    return disclose_counted(len({person for person, _ in answers}), len(answers), counted, options, rules)


def disclose_counted(people, answers, counted, options, rules):
    """The Options of so many people's answers, of which `counted` chose each option."""
    level = level_of(people, rules)
    if level == FEW:
        return Options(FEW, n=answers)
    if level == FULL:
        return Options(FULL, answers, tuple((option, counted[option]) for option in options))
    return Options(BANDS, leading=tuple(option for option in options if counted[option] * 2 > answers))


@dataclass(frozen=True)
class Amount:
    """The disclosed mean of a number people wrote. FULL: `n` and the mean to 0.1; BANDS: the mean to two digits, without `n`.

    Neither the least nor the largest number is told: each of them is one person's answer.
    """

    level: str
    n: int | None = None
    mean: float | None = None


def disclose_amount(amounts, rules):
    """The Amount of (person, number) pairs: sum / count, in the unit of the question."""
    people = len({person for person, _ in amounts})
    return disclose_total(people, len(amounts), sum(value for _, value in amounts), rules)


def disclose_total(people, answers, total, rules):
    """The Amount of so many people's answers whose sum is known."""
    level = level_of(people, rules)
    if level == FEW:
        return Amount(FEW, n=answers)
    mean = total / answers
    if level == FULL:
        return Amount(FULL, answers, round(round_half_up(mean, MEAN_STEP), 1))
    return Amount(BANDS, mean=float(f"{mean:.2g}"))
