"""The register of a year: every indicator with its base, fact and target, in one number of queries for any college."""

from dataclasses import dataclass

from mentoring.kit.states import StateTag
from mentoring.kit.text import fold, words_of
from mentoring.kit.ui import Column
from mentoring.office import office
from monitoring.access.indicator import indicators_for
from monitoring.choices.indicator import Half, IndicatorGroup, IndicatorSource, Standing, TargetKind
from monitoring.models import Indicator, IndicatorValue
from monitoring.scoring import indicator as scoring

from .compute import compute_many, question_of, year_before, years
from .words import fact_text, standing_tag, target_text, with_unit

YEARLY = (TargetKind.GROWTH, TargetKind.DECREASE)
NUMBERED = {TargetKind.GROWTH: TargetKind.LEAST, TargetKind.DECREASE: TargetKind.MOST}
COLUMNS = (
    Column("№", numeric=True, sort_key="number"),
    Column("Показатель", primary=True, sort_key="name"),
    Column("Пункт", sort_key="clause"),
    Column("База"),
    Column("Факт"),
    Column("Цель"),
    Column("Состояние", sort_key="standing"),
    Column("Откуда"),
)
SORTS = {
    "number": lambda line: line.indicator.position,
    "name": lambda line: fold(line.indicator.name),
    "clause": lambda line: (line.indicator.clause, line.indicator.position),
    "standing": lambda line: (line.standing.label, line.indicator.position),
}


@dataclass(frozen=True)
class Line:
    """An indicator in a year. `before` is its fact a year earlier where the target asks for it.

    `target_kind` is the register's, but a number that was set for the year turns «more than a year ago» into «not less than».
    """

    indicator: Indicator
    fact: scoring.Fact | None
    standing: Standing
    base: object = None
    target: object = None
    target_kind: str = ""
    entered: IndicatorValue | None = None
    before: object = None
    least: int = 0

    @property
    def text(self):
        return fact_text(self.fact, self.indicator.unit, self.least)

    @property
    def beside(self):
        told = list(self.fact.beside) if self.fact else []
        if self.entered is not None and self.entered.comparison is not None:
            told.append(f"группа сравнения – {with_unit(self.entered.comparison, self.indicator.unit)}")
        if self.entered is not None and self.entered.half != Half.WHOLE:
            told.append(self.entered.get_half_display())
        return "; ".join(told)

    @property
    def base_text(self):
        return with_unit(self.base, self.indicator.unit)

    @property
    def target_text(self):
        return target_text(self.target_kind, self.target, self.indicator.unit)

    @property
    def before_text(self):
        return with_unit(self.before, self.indicator.unit)

    @property
    def tag(self) -> StateTag:
        return standing_tag(self.standing)

    @property
    def source(self):
        """Whose number stands here: of a mixed indicator, the entered one when there is one."""
        if self.indicator.source == IndicatorSource.MIXED:
            entered = self.entered is not None and self.entered.has_fact
            return "Внесено" if entered else "Считает система"
        return self.indicator.get_source_display()


@dataclass(frozen=True)
class Register:
    question: object
    years: tuple
    lines: tuple[Line, ...]
    total: int

    @property
    def shown(self):
        return len(self.lines)

    @property
    def lead(self):
        reached = sum(line.standing == Standing.REACHED for line in self.lines)
        missed = sum(line.standing == Standing.MISSED for line in self.lines)
        return f"{self.question.period[:1].upper()}{self.question.period[1:]}: цель достигнута – {reached}, не достигнута – {missed}."


def register(actor, today, *, year="", q="", group="", standing="", sort=""):
    """The Register of the chosen (or newest) year for this reader; None while no academic year has begun."""
    known = years(today)
    if not known:
        return None
    chosen = next((one for one in known if one.code == year), known[0])
    question = question_of(chosen, today)
    indicators = list(indicators_for(actor).select_related("responsible"))
    lines = lines_of(indicators, question)
    found = [line for line in lines if _wanted(line, q, group, standing)]
    key = SORTS.get(sort.removeprefix("-"), SORTS["number"])
    return Register(question, known, tuple(sorted(found, key=key, reverse=sort.startswith("-"))), len(lines))


def _wanted(line, q, group, standing):
    indicator = line.indicator
    text = fold(f"{indicator.name} {indicator.formula} {indicator.clause}")
    return (
        all(word in text for word in words_of(q))
        and group in ("", indicator.group)
        and standing in ("", line.standing.value)
    )


def lines_of(indicators, question):
    """Lines of these indicators in the year of the question."""
    codes = [one.code for one in indicators]
    entered = entered_of(indicators, question)
    yearly = [one.code for one in indicators if one.target_kind in YEARLY]
    facts, earlier = compute_many([(codes, question), (yearly, year_before(question))])
    return [line_of(one, facts.get(one.code), earlier.get(one.code), entered) for one in indicators]


@dataclass(frozen=True)
class Entered:
    """What was entered, all years together: {(indicator id, calendar year of the start): rows by half}."""

    start: int
    rows: dict

    def now(self, indicator):
        return self.rows.get((indicator.pk, self.start), [])

    def before(self, indicator):
        return self.rows.get((indicator.pk, self.start - 1), [])


def entered_of(indicators, question):
    """One query."""
    found = {}
    rows = IndicatorValue.objects.filter(indicator__in=indicators, year__starts__lte=question.year.starts)
    for row in rows.select_related("year").order_by("year__starts", "half"):
        found.setdefault((row.indicator_id, row.year.starts.year), []).append(row)
    return Entered(question.year.starts.year, found)


def line_of(indicator, counted, earlier, entered):
    rows, past = entered.now(indicator), entered.before(indicator)
    own = next((row for row in reversed(rows) if row.has_fact), rows[-1] if rows else None)
    fact = counted
    if indicator.source == IndicatorSource.MANUAL or (
        indicator.source == IndicatorSource.MIXED and own and own.has_fact
    ):
        fact = entered_fact(own)
    same = [row for row in past if row.has_fact and (own is None or row.half == own.half)]
    before = entered_fact(same[-1]) if same else earlier
    before = before.value if before is not None and not before.few else None
    bases = [row.baseline for row in rows if row.baseline is not None]
    targets = [row.target for row in rows if row.target is not None]
    target, least = targets[-1] if targets else indicator.target, least_cases()
    kind = NUMBERED.get(indicator.target_kind, indicator.target_kind) if targets else indicator.target_kind
    return Line(
        indicator=indicator,
        fact=fact,
        standing=scoring.standing_of(fact, kind, target, least=least, before=before),
        base=bases[-1] if bases else before,
        target=target,
        target_kind=kind,
        entered=own,
        before=before,
        least=least,
    )


def entered_fact(value):
    """The Fact of an entered value: a fraction, or a number by itself; None when only a base or a target was entered."""
    if value is None or not value.has_fact:
        return None
    if value.denominator is not None:
        return scoring.share(value.numerator, value.denominator)
    return scoring.Fact(scoring.COUNT, value.value, None, value.value if value.value is not None else value.numerator)


GROUPS = IndicatorGroup.choices
LEAST = "indicator_min_cases"


def least_cases():
    return office().setting(LEAST)
