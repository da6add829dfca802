"""Levels 2, 3 and 4 of a program from tests, cards of lessons and measures entered by hand: figure, facts, chart and table of each."""

from dataclasses import dataclass
from functools import reduce
from operator import or_

from django.db.models import Exists
from django.urls import reverse

from mentoring.kit import charts
from mentoring.kit.dates import short, words
from mentoring.kit.text import NBSP, group_digits, plural, small_first
from mentoring.office import office
from monitoring.access.survey import CLOSED
from monitoring.choices import Level
from monitoring.choices.observation import COUNTED
from monitoring.models import EvaluationEntry, ObservationCard, Survey
from monitoring.queries.evaluation.gap import Gap
from monitoring.queries.evaluation.results import results_of
from monitoring.queries.knowledge.level import scored_tests
from monitoring.scoring.disclosure import FEW
from monitoring.scoring.gain import (
    AVERAGED,
    BEHAVIOR_BANDS,
    KNOWLEDGE_BANDS,
    band_of,
    better,
    change_of,
    gain_of,
    gain_word,
)
from monitoring.words import agreed, decimal, fraction, moved
from programs.models import Program

PERCENT = "%"
QUESTIONS = {
    Level.REACTION: "Понравилось ли?",
    Level.KNOWLEDGE: "Чему научились?",
    Level.BEHAVIOR: "Что изменилось в работе?",
}
SOURCES = {
    Level.REACTION: "Реакция: анкета наставляемых",
    Level.KNOWLEDGE: "Знания: тесты в начале и в конце",
    Level.BEHAVIOR: "Поведение: наблюдение в начале и в конце",
    Level.RESULTS: "Результаты: косвенно, другие причины не исключены",
}
INDIRECT = (
    "Связь с программой косвенная: на эти показатели влияет и многое другое. "
    "Сравнивайте с прошлым периодом и с группами, которых программа не касалась."
)
BANDS = {Level.KNOWLEDGE: KNOWLEDGE_BANDS, Level.BEHAVIOR: BEHAVIOR_BANDS}


@dataclass(frozen=True)
class Measure:
    """One row «before – after» in words."""

    entry: EvaluationEntry
    name: str
    before: str
    after: str
    change: str
    verdict: str
    dates: str
    source: str
    href: str = ""  # the page the number was read from


@dataclass(frozen=True)
class Measured:
    """Level 2, 3 or 4. `change` is the mean change in percentage points, None when it cannot be told.

    `base` says on how many measures the figure rests, `when` between which days; `gap` is what is missing for one.
    """

    level: Level
    question: str
    source: str
    figure: str
    unit: str
    note: str
    facts: tuple[str, ...]
    measures: tuple[Measure, ...]
    chart: object
    change: object = None
    base: str = ""
    when: str = ""
    gap: Gap | None = None

    @property
    def filled(self):
        return bool(self.measures)

    @property
    def words(self):
        """The figure in one line: «+26 п. п.: было 52 %, стало 78 %»."""
        if not self.unit:
            return ""
        return f"{self.figure} {self.unit}" + (f": {self.note}" if self.note else "")


def question_of(level):
    """The level as a question; the last one names the college by its own word."""
    return QUESTIONS.get(level) or f"Что получил {office().organization.word}?"


def has_data(program):
    """Whether a conclusion has anything to rest on: a measure, a test, a card, or a closed survey with published figures.

    One query.
    """
    asked = Survey.objects.filter(invitations__program=program, state__in=CLOSED)
    known = (
        EvaluationEntry.objects.filter(evaluation__program=program),
        scored_tests(program),
        ObservationCard.objects.filter(observation__program=program, state__in=COUNTED),
        asked.exclude(release__level=FEW),
    )
    return Program.objects.filter(reduce(or_, map(Exists, known)), pk=program.pk).exists()


def measured(level, entries, mentees, *, gap, lines=(), year=""):
    """The Measured of one level from its entries and, at level 4, chosen indicators of the `year`.

    `gap` is made where no figure is.
    """
    rows = tuple(_measure(entry) for entry in entries)
    made = results_of(entries, lines) if level == Level.RESULTS else _gains(level, entries, mentees)
    return Measured(
        level=level,
        question=question_of(level),
        source=SOURCES[level],
        measures=rows,
        when=_when(entries) or (year if lines else ""),
        gap=None if made["unit"] else gap(),
        **made,
    )


def _when(entries):
    """«14.10.2026 – 20.05.2027»: the first day of «before» and the last of «after» among the known ones."""
    before = [entry.before_on for entry in entries if entry.before_on]
    after = [entry.after_on for entry in entries if entry.after_on]
    if before and after:
        return f"{short(min(before))} – {short(max(after))}"
    return f"до – {short(min(before))}" if before else f"после – {short(max(after))}" if after else ""


def _measure(entry):
    before, after = _shown(entry)
    return Measure(
        entry=entry,
        name=f"{entry.member.short_name}: {entry.name}" if entry.member else entry.name,
        before=_value(before, entry.unit),
        after=_value(after, entry.unit),
        change=_change_words(before, after, entry.unit),
        verdict={True: "лучше", False: "хуже", None: ""}[better(before, after, entry.higher_is_better)],
        dates=_dates(entry),
        source=_source(entry),
        href=_href(entry),
    )


def _shown(entry):
    """(before, after) as the row and the chart say them: what a person entered as it is, what we counted as the figure."""
    return (entry.before, entry.after) if entry.pk else agreed(entry.before, entry.after)


def _href(entry):
    if test := getattr(entry, "test_id", None):
        return reverse("test_detail", args=[test])
    if program := getattr(entry, "program_id", None):
        return reverse("program_observations", args=[program])
    return ""


def _source(entry):
    """Where the number is from; another test than the system's says why."""
    return f"По другому тесту: {entry.reason}. {entry.source}".strip() if entry.reason else entry.source


def _value(number, unit):
    return "нет данных" if number is None else f"{plain(number)}{NBSP}{unit}"


def plain(number):
    """61.00 → «61»; 4.80 → «4,8»; 86400 → «86 400»; −3 keeps its sign; two digits after the comma at most."""
    whole, _, part = f"{abs(round(number, 2)).normalize():f}".partition(".")
    return ("−" if number < 0 else "") + group_digits(int(whole)) + (f",{part}" if part else "")


def _change_words(before, after, unit):
    change = change_of(before, after)
    if change is None:
        return "–"
    if not change:
        return "без изменений"
    arrow = "↑" if change > 0 else "↓"
    said = f"п.{NBSP}п." if unit == PERCENT else unit
    return f"{arrow} {plain(abs(change))}{NBSP}{said}"


def _dates(entry):
    before, after = (short(day) if day else "" for day in (entry.before_on, entry.after_on))
    if before and after:
        return f"{before} и {after}"
    return f"до – {before}" if before else f"после – {after}" if after else ""


def _gains(level, entries, mentees):
    """Levels 2 and 3: change in percentage points of measures with both numbers, those in percent only.

    A mean is told from AVERAGED measures on; under it one measure speaks for itself and several only count.
    """
    in_percent = [entry for entry in entries if entry.unit == PERCENT]
    gain = gain_of([(entry.before, entry.after) for entry in in_percent])
    chart = _chart(level, in_percent)
    if not gain.paired:
        return {"figure": "", "unit": "", "note": "", "facts": (), "chart": chart}
    told = _told(gain) if gain.paired == 1 or gain.paired >= AVERAGED else _counted(gain)
    whom = list(_whom(in_percent, mentees))
    base = "; ".join(map(small_first, whom))
    return {**told, "facts": (*whom, *_facts(level, gain)), "chart": chart, "change": gain.change, "base": base}


def _told(gain):
    mean = " в среднем" if gain.paired > 1 else ""
    before, after, change = moved(gain.before, gain.after)
    return {"figure": change, "unit": f"п.{NBSP}п.{mean}", "note": f"было {before}, стало {after}"}


def _counted(gain):
    grew = plural(gain.grew, "выросло", "выросли", "выросло")
    unit = f"{'измерения' if gain.paired % 10 == 1 else 'измерений'} {grew}"
    return {"figure": f"{gain.grew} из {gain.paired}", "unit": unit, "note": f"среднее считаем от {AVERAGED} измерений"}


def _whom(entries, mentees):
    """How many mentees of the program have both numbers; what names nobody is about the only one, or the whole group."""
    both = [entry for entry in entries if change_of(entry.before, entry.after) is not None]
    alone = mentees[0].pk if len(mentees) == 1 else None
    known = {entry.member_id or alone for entry in both}
    if people := known - {None}:
        yield f"Оба измерения есть у {len(people)} из {max(len(mentees), len(people))}"
    if None in known:
        yield "Измерена группа в целом"


def _facts(level, gain):
    if 1 < gain.paired < AVERAGED:
        return
    if gain.paired > 1:
        yield f"Результат вырос: {fraction(gain.grew, gain.paired)}"
    bands = BANDS[level]
    yield f"Уровень был {band_of(gain.before, bands)}, стал {band_of(gain.after, bands)}"
    if level == Level.KNOWLEDGE:
        yield _normalized_words(gain.normalized)


def _normalized_words(normalized):
    if normalized is None:
        return "Нормированный прирост не считаем: на входе уже 100 %"
    return f"Нормированный прирост {decimal(normalized, 2)} – {gain_word(normalized)}"


def _chart(level, entries):
    rows = tuple(
        charts.ChangeRow(
            entry.member.short_name if entry.member else entry.name,
            *(None if value is None else round(float(value), 2) for value in _shown(entry)),
        )
        for entry in entries
    )
    if not rows:
        return None
    return charts.BeforeAfter(
        title=SOURCES[level],
        rows=rows,
        before_name=_period("в начале", [entry.before_on for entry in entries]),
        after_name=_period("в конце", [entry.after_on for entry in entries]),
    )


def _period(name, days):
    known = sorted(day for day in days if day)
    return f"{name}, {words(known[0], year=True)}" if known and known[0] == known[-1] else name
