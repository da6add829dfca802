"""One figure of the dashboard: its numbers, and the words a reader gets. Screen and papers all read this."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse

from mentoring.kit.text import NBSP, NOUNS, count, group_digits, plural
from mentoring.kit.ui import Stat
from monitoring.words import percent

FEW_CASES = 10  # below this the fraction is printed larger than the per cent (design, part 7)
SHARE, PART, COUNT = "share", "part", "count"
ACCUSATIVE = {"program": "программу"}
WORDS = {
    **NOUNS,
    "respondent": ("ответивший", "ответившего", "ответивших"),
    "case": ("случай", "случая", "случаев"),
}


@dataclass(frozen=True)
class Measure:
    """`part` of `whole`; a bare count has no whole."""

    part: int
    whole: int | None = None

    @property
    def known(self):
        """There was something to count from."""
        return bool(self.part if self.whole is None else self.whole)

    @property
    def share(self):
        return self.part / self.whole if self.whole else 0

    @property
    def points(self):
        """The share in whole per cent as it is printed."""
        return int(100 * self.share + 0.5)

    @property
    def points_words(self):
        return percent(self.part, self.whole)

    @property
    def words(self):
        """«41 из 88 (47 %)», «5», «–» over an empty whole."""
        if self.whole is None:
            return group_digits(self.part)
        if not self.whole:
            return "–"
        return f"{group_digits(self.part)} из {group_digits(self.whole)} ({percent(self.part, self.whole)})"


@dataclass(frozen=True)
class Figure:
    """`style`: share (per cent), part (a number of others) or count. `better` is "more", "less" or "" when neither.

    `noun` names what is counted (a code of NOUNS), `note` tells more in words, `few` stands instead of a number that
    may not or cannot be shown. `rows` is how many rows the link opens (told in its words unless `rows_told` is
    false); None when there is no list behind the figure.
    """

    code: str
    name: str
    style: str
    now: Measure
    noun: str
    before: Measure | None = None
    better: str = ""
    note: str = ""
    few: str = ""
    rows: int | None = None
    rows_text: str = ""
    rows_told: bool = True
    spark: tuple[int, ...] = ()
    than: str = "год назад"
    series: tuple[Measure, ...] = ()  # the asked year and those before it
    target: int | None = None  # whole per cent of a share, else pieces
    few_below: int = 0  # a share of fewer cases says «мало данных»

    @property
    def small(self):
        return self.now.whole is not None and self.now.whole < FEW_CASES

    @property
    def little(self):
        """So few cases that a per cent would only mislead."""
        return self.style == SHARE and bool(self.now.whole) and self.now.whole < self.few_below

    @property
    def number(self):
        """The large text of the card."""
        if self.few:
            return ""
        if self.now.whole == 0:
            return "–"
        if self.style == SHARE and not self.small:
            return percent(self.now.part, self.now.whole).removesuffix(f"{NBSP}%")
        return group_digits(self.now.part)

    @property
    def unit(self):
        if self.few or self.now.whole == 0:
            return ""
        if self.style == SHARE and not self.small:
            return "%"
        if self.style == COUNT:
            return plural(self.now.part, *WORDS[self.noun])
        return f"из{NBSP}{group_digits(self.now.whole)}"

    @property
    def fraction(self):
        """What the number is made of: «41 из 88 педагогов»; the per cent where the fraction is the large text."""
        if self.few or self.style != SHARE or not self.now.whole:
            return self.note
        made = f"{group_digits(self.now.part)} из {out_of(self.now.whole, self.noun)}"
        if self.little:
            made = f"мало данных: {made}"
        elif self.small:
            made = f"{genitive(self.noun)}, {percent(self.now.part, self.now.whole)}"
        return f"{made}; {self.note}" if self.note else made

    @property
    def text(self):
        """The whole figure in a line, for papers and tables."""
        if self.few:
            return self.few
        return f"мало данных: {_bare(self.now)}" if self.little else self.now.words

    @property
    def compared(self):
        return self.before is not None and self.before.known and not self.few and self.now.whole != 0

    @property
    def change(self):
        """How far the figure moved: per cent points of a share, or pieces."""
        if not self.compared:
            return 0
        return self.now.points - self.before.points if self.style == SHARE else self.now.part - self.before.part

    @property
    def trend(self):
        """«↑ на 6 п. п.», «= как год назад, 83 %», «год назад 3 из 8»; empty when there is nothing to compare with."""
        if not self.compared:
            return ""
        if self.style == SHARE and min(self.now.whole, self.before.whole) < FEW_CASES:
            before = self.before
            return f"{self.than} {_bare(before) if before.whole < self.few_below else before.words}"
        if not self.change:
            shown = self.before.points_words if self.style == SHARE else group_digits(self.before.part)
            return f"= как {self.than}, {shown}"
        arrow = "↑" if self.change > 0 else "↓"
        return f"{arrow} на {moved(self.change, self.style, self.noun)}"

    @property
    def good(self):
        """True: better than a year ago; False: worse; None: the same, or neither."""
        if not self.better or not self.compared or self.little:
            return None
        now, before = (self.now.share, self.before.share) if self.style == SHARE else (self.now.part, self.before.part)
        if now == before or (self.style == SHARE and not self.change):
            return None
        return (now > before) == (self.better == "more")

    @property
    def rows_link(self):
        if not self.rows:
            return ""
        return f"{self.rows_text} ({group_digits(self.rows)})" if self.rows_told else self.rows_text

    def url(self, query):
        name, args = ("attention_list", []) if self.code == "attention" else ("dashboard_rows", [self.code])
        return f"{reverse(name, args=args)}?{urlencode(query)}" if query else reverse(name, args=args)

    @property
    def reached(self):
        """Whether the target is reached; None without one or without enough data."""
        if self.target is None or self.few or self.little or self.now.whole == 0:
            return None
        value = self.now.points if self.style == SHARE else self.now.part
        return value <= self.target if self.better == "less" else value >= self.target

    @property
    def target_words(self):
        """«цель 90 %: не хватает 12 п. п.»; empty without a target."""
        if self.target is None:
            return ""
        aim = f"{self.target}{NBSP}%" if self.style == SHARE else f"{self.target}"
        aim = f"цель – не больше {aim}" if self.better == "less" else f"цель {aim}"
        if self.reached is None:
            return aim
        if self.reached:
            return f"{aim}: достигнута"
        value = self.now.points if self.style == SHARE else self.now.part
        left = moved(self.target - value, self.style, self.noun)
        return f"{aim}: {'лишних' if self.better == 'less' else 'не хватает'} {left}"

    def stat(self, query):
        return Stat(
            name=self.name,
            value=self.number,
            unit=self.unit,
            fraction=self.fraction,
            trend=self.trend,
            direction_good=self.good,
            spark=self.spark,
            few=self.few,
            target=self.target_words,
            link_text=self.rows_link,
            link_url=self.url(query) if self.rows else "",
        )


def _bare(measure):
    """«1 из 1»."""
    return f"{group_digits(measure.part)} из {group_digits(measure.whole)}"


def moved(change, style, noun):
    """«6 п. п.», «1 программу», «4 мероприятия»."""
    if style == SHARE:
        return f"{abs(change)}{NBSP}п.{NBSP}п."
    one, few, many = WORDS[noun]
    return count(abs(change), ACCUSATIVE.get(noun, one), few, many)


def genitive(noun):
    """«педагогов» after a number of them that stands apart."""
    return WORDS[noun][2]


def out_of(number, noun):
    """«88 педагогов», «21 педагога»: a number and its noun after «из»."""
    _, few, many = WORDS[noun]
    return f"{group_digits(number)}{NBSP}{few if plural(number, 1, 2, 5) == 1 else many}"
