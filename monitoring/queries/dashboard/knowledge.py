"""The gain of knowledge by tests of the system over the year's programs, with coverage (clause 5.4).

Over mentees of programs that were carried out by the date and had not ended before the year began. A mentee without one
of the tests is in the coverage and in nothing else. Δ in percentage points; g is undefined at 100 % on entry. What was
entered by hand is in the figure `knowledge` and in the indicator l2_gain, not here.
"""

from dataclasses import dataclass
from decimal import Decimal

from mentoring.kit.text import NBSP
from monitoring.scoring.gain import gain_of, gain_word
from monitoring.words import decimal, fraction, percent, signed

FEW = 5  # a mean of fewer pairs of tests says nothing
MEANING = (
    "Прирост = итоговый тест − входной, процентных пунктов, у наставляемых с обоими тестами. Без одного из них человек "
    "виден в охвате и не считается нулём. Нормированный прирост: доля незнакомого на входе, которую освоили; "
    "при 100 % на входе не считается (п. 5.4). Внесённые вручную измерения – в показателе «Выросли знания»."
)


@dataclass(frozen=True)
class Knowledge:
    """`mentees` is the denominator of the coverage; `paired` of them have both tests, `grew` of those a higher result."""

    mentees: int
    entered: int
    paired: int
    grew: int
    change: Decimal | None
    normalized: Decimal | None

    meaning = MEANING

    @property
    def told(self):
        """Whether a mean may be said."""
        return self.paired >= FEW

    @property
    def facts(self):
        """(name, numerator, denominator or None, in words): for the screen, papers and the workbook alike."""
        return (
            ("Прирост по тестам системы", None, self.paired or None, self._change()),
            ("Нормированный прирост", None, self.paired or None, self._normalized()),
            ("Результат вырос", self.grew, self.paired, fraction(self.grew, self.paired) if self.paired else "–"),
            ("Оба теста пройдены", self.paired, self.mentees, self._of(self.paired)),
            ("Входной тест пройден", self.entered, self.mentees, self._of(self.entered)),
        )

    @property
    def lines(self):
        return tuple(f"{name}: {words}" for name, _, _, words in self.facts)

    def _change(self):
        if not self.paired:
            return "недостаточно данных: оба теста ещё никто не прошёл"
        if not self.told:
            return f"недостаточно данных: оба теста у {self.paired}, среднее считаем от {FEW}"
        return f"{signed(self.change)} п.{NBSP}п. в среднем"

    def _normalized(self):
        if not self.told or self.normalized is None:
            return "–"
        return f"{decimal(self.normalized, 2)} – {gain_word(self.normalized)}"

    def _of(self, part):
        return f"{part} из {self.mentees} ({percent(part, self.mentees)})" if self.mentees else "программ ещё не было"


def knowledge_of(measured):
    """The Knowledge of what was measured: tests of the system alone, each mentee once."""
    found = measured.both_tests
    gain = gain_of([one.pair for one in found])
    return Knowledge(
        mentees=len(measured.mentees),
        entered=len(measured.entered_tests),
        paired=len(found),
        grew=gain.grew,
        change=gain.change,
        normalized=gain.normalized,
    )
