"""Levels 2, 3 and 4 of a program from tests, cards of lessons and measures entered by hand: figure, facts, chart and table of each."""

from dataclasses import dataclass

from mentoring.kit import charts
from mentoring.kit.dates import short, words
from mentoring.kit.text import NBSP, group_digits, plural
from mentoring.office import office
from monitoring.access.survey import CLOSED
from monitoring.choices import Level
from monitoring.choices.observation import COUNTED
from monitoring.models import EvaluationEntry, ObservationCard, Survey
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
from monitoring.words import decimal, fraction, signed

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
EMPTY = {
    Level.KNOWLEDGE: "Результатов тестов пока нет. Назначьте тест в системе; результат другого теста можно внести с причиной.",
    Level.BEHAVIOR: "Закрытых карт пока нет. Чтобы говорить о перемене, нужны две карты одной версии: в начале и в конце.",
    Level.RESULTS: "Показателей пока нет. Внесите прошлый и этот период из годовых отчётов.",
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
    from_cards: bool = False


@dataclass(frozen=True)
class Measured:
    """A level measured by hand. `change` is the mean change in percentage points, None when it cannot be told."""

    level: Level
    question: str
    source: str
    figure: str
    unit: str
    note: str
    facts: tuple[str, ...]
    measures: tuple[Measure, ...]
    chart: object
    empty: str
    change: object = None

    @property
    def filled(self):
        return bool(self.measures)


def question_of(level):
    """The level as a question; the last one names the college by its own word."""
    return QUESTIONS.get(level) or f"Что получил {office().organization.word}?"


def has_data(program):
    """Whether a conclusion has anything to rest on: a measure, a test, a card, or a closed survey with published figures."""
    if EvaluationEntry.objects.filter(evaluation__program=program).exists() or scored_tests(program).exists():
        return True
    if ObservationCard.objects.filter(observation__program=program, state__in=COUNTED).exists():
        return True
    asked = Survey.objects.filter(invitations__program=program, state__in=CLOSED)
    return asked.exclude(release__level=FEW).exists()


def measured(level, entries, mentees):
    """The Measured of one level from its entries; the warning of indirect cause goes with level 4 always."""
    rows = tuple(_measure(entry) for entry in entries)
    common = {
        "level": level,
        "question": question_of(level),
        "source": SOURCES[level],
        "measures": rows,
        "empty": EMPTY[level],
    }
    if level == Level.RESULTS:
        return Measured(**common, **_results(entries))
    return Measured(**common, **_gains(level, entries, mentees))


def _measure(entry):
    return Measure(
        entry=entry,
        name=f"{entry.member.short_name}: {entry.name}" if entry.member else entry.name,
        before=_value(entry.before, entry.unit),
        after=_value(entry.after, entry.unit),
        change=_change_words(entry),
        verdict={True: "лучше", False: "хуже", None: ""}[better(entry.before, entry.after, entry.higher_is_better)],
        dates=_dates(entry),
        source=_source(entry),
    )


def _source(entry):
    """Where the number is from; another test than the system's says why."""
    return f"По другому тесту: {entry.reason}. {entry.source}".strip() if entry.reason else entry.source


def _value(number, unit):
    return "нет данных" if number is None else f"{plain(number)}{NBSP}{unit}"


def plain(number):
    """61.00 → «61»; 4.80 → «4,8»; 86400 → «86 400»; −3 keeps its sign; two digits after the comma at most."""
    whole, _, part = f"{abs(round(number, 2)).normalize():f}".partition(".")
    return ("−" if number < 0 else "") + group_digits(int(whole)) + (f",{part}" if part else "")


def _change_words(entry):
    change = change_of(entry.before, entry.after)
    if change is None:
        return "–"
    if not change:
        return "без изменений"
    arrow = "↑" if change > 0 else "↓"
    unit = f"п.{NBSP}п." if entry.unit == PERCENT else entry.unit
    return f"{arrow} {plain(abs(change))}{NBSP}{unit}"


def _dates(entry):
    dates = [short(day) for day in (entry.before_on, entry.after_on) if day]
    return " и ".join(dates)


def _gains(level, entries, mentees):
    """Levels 2 and 3: change in percentage points of measures with both numbers, those in percent only.

    A mean is told from AVERAGED measures on; under it one measure speaks for itself and several only count.
    """
    in_percent = [entry for entry in entries if entry.unit == PERCENT]
    gain = gain_of([(entry.before, entry.after) for entry in in_percent])
    chart = _chart(level, in_percent)
    if not gain.paired:
        facts = ("Недостаточно данных: нужны оба числа, «до» и «после».",) if entries else ()
        return {"figure": "–" if entries else "", "unit": "", "note": "", "facts": facts, "chart": chart}
    told = _told(gain) if gain.paired == 1 or gain.paired >= AVERAGED else _counted(gain)
    facts = [*_whom(in_percent, mentees), *_facts(level, gain)]
    return {**told, "facts": tuple(facts), "chart": chart, "change": gain.change}


def _told(gain):
    mean = " в среднем" if gain.paired > 1 else ""
    return {
        "figure": signed(gain.change),
        "unit": f"п.{NBSP}п.{mean}",
        "note": f"было {decimal(gain.before, 0)}{NBSP}%, стало {decimal(gain.after, 0)}{NBSP}%",
    }


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
            None if entry.before is None else round(float(entry.before), 2),
            None if entry.after is None else round(float(entry.after), 2),
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


def _results(entries):
    judged = [better(entry.before, entry.after, entry.higher_is_better) for entry in entries]
    paired = sum(change_of(entry.before, entry.after) is not None for entry in entries)
    if not paired:
        facts = ("Сравнить не с чем: нужны прошлый и этот период.",) if entries else ()
        return {"figure": "–" if entries else "", "unit": "", "note": "", "facts": facts, "chart": None}
    good, bad = judged.count(True), judged.count(False)
    became = plural(good, "стал", "стали", "стало")
    return {
        "figure": f"{good} из {paired}",
        "unit": f"{'показателя' if paired % 10 == 1 and paired % 100 != 11 else 'показателей'} {became} лучше",
        "note": f"хуже – {bad}, без изменений – {paired - good - bad}",
        "facts": (f"Сравнить можно {paired} из {len(entries)}",) if paired < len(entries) else (),
        "chart": None,
    }
