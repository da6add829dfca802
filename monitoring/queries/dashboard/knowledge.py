"""Gain of knowledge over the year's programs (indicator l2_gain, clause 5.4): from tests in the system, with coverage.

Over mentees of programs that were carried out by the date and had not ended before the year began. A mentee without one
of the tests is in the coverage and in nothing else. Δ in percentage points; g is undefined at 100 % on entry.
"""

from dataclasses import dataclass

from django.db.models import Avg, Case, Count, F, FloatField, IntegerField, OuterRef, Q, Subquery, Value, When
from django.db.models.functions import Cast

from mentoring.choices import Side
from mentoring.kit.text import NBSP
from monitoring.choices.knowledge import KnowledgeMoment, KnowledgeState
from monitoring.models import KnowledgeTest
from monitoring.scoring.gain import gain_word
from monitoring.words import decimal, fraction, percent, signed
from programs.choices import RUNNING_STATES

from . import sets

FEW = 5  # a mean of fewer pairs of tests says nothing
MEANING = (
    "Прирост = итоговый тест − входной, процентных пунктов, у наставляемых с обоими тестами. Без одного из них человек "
    "виден в охвате и не считается нулём. Нормированный прирост: доля незнакомого на входе, которую освоили; "
    "при 100 % на входе не считается (п. 5.4)."
)
FULL = 100


@dataclass(frozen=True)
class Knowledge:
    """`mentees` is the denominator of the coverage; `paired` of them have both tests, `grew` of those a higher result."""

    mentees: int
    entered: int
    paired: int
    grew: int
    change: float | None
    normalized: float | None

    meaning = MEANING

    @property
    def told(self):
        """Whether a mean may be said."""
        return self.paired >= FEW

    @property
    def facts(self):
        """(name, numerator, denominator or None, in words): for the screen, papers and the workbook alike."""
        return (
            ("Прирост знаний", None, self.paired or None, self._change()),
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


def read_knowledge(question):
    """One statement, whatever the number of rows."""
    rows = _mentees(question).union(_tests(question), all=True)
    found = {kind: (n, paired, grew, change, gain) for kind, n, paired, grew, change, gain in rows}
    everybody = found.get("mentees", (0, 0, 0, None, None))
    entered, paired, grew, change, gain = found.get("tests", (0, 0, 0, None, None))
    return Knowledge(everybody[0], entered, paired, grew, change, gain)


def _programs(question):
    """Carried out in the year up to the date."""
    carried = Q(activated_on__lte=question.on) | Q(activated_on__isnull=True, state__in=(*RUNNING_STATES, *sets.ENDED))
    return sets.programs(question).filter(carried)


def _mentees(question):
    """One row: how many mentees there were in these programs."""
    none = Value(None, FloatField())
    return (
        _programs(question)
        .filter(pair__members__side=Side.MENTEE)
        .order_by()
        .annotate(kind=Value("mentees"))
        .values_list("kind")
        .annotate(n=Count("pk"), paired=_zero(), grew=_zero(), change=none, gain=none)
    )


def _zero():
    return Value(0, IntegerField())


def _tests(question):
    """One row: entry tests scored by the date, and of them those with a scored exit test."""
    scored = KnowledgeTest.objects.filter(counts=True, state=KnowledgeState.SCORED, scored_at__lt=question.window.after)
    later = scored.filter(moment=KnowledgeMoment.EXIT, program=OuterRef("program"), member=OuterRef("member"))
    before, both = Cast("percent", FloatField()), Q(after__isnull=False)
    change = F("after") - before
    gain = Case(When(percent__lt=FULL, then=change / (FULL - before)), output_field=FloatField())
    return (
        scored.filter(moment=KnowledgeMoment.ENTRY, program__in=_programs(question).values("pk"))
        .annotate(after=Cast(Subquery(later.values("percent")[:1]), FloatField()))
        .order_by()
        .annotate(kind=Value("tests"))
        .values_list("kind")
        .annotate(
            n=Count("pk"),
            paired=Count("after"),
            grew=Count("pk", filter=Q(after__gt=before)),
            change=Avg(change, filter=both),
            gain=Avg(gain, filter=both),
        )
    )
