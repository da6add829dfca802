"""Words of the register of indicators (R44)."""

from django.db.models import TextChoices


class IndicatorGroup(TextChoices):
    """Where an indicator stands in the register: the office's own work, then Kirkpatrick's levels (clause 5.4)."""

    COVERAGE = "coverage", "Охват и запросы"
    PROGRAMS = "programs", "Программы и планы"
    REACTION = "level_1", "Уровень 1. Реакция"
    KNOWLEDGE = "level_2", "Уровень 2. Знания"
    BEHAVIOR = "level_3", "Уровень 3. Поведение"
    RESULTS = "level_4", "Уровень 4. Результаты"


class IndicatorSource(TextChoices):
    AUTO = "auto", "Считает система"
    MANUAL = "manual", "Вносит ответственный"
    MIXED = "mixed", "Считает система, можно внести"


class IndicatorPeriod(TextChoices):
    YEAR = "year", "За учебный год"
    CUT = "cut", "На дату"
    HALF = "half", "За полугодие"


class TargetKind(TextChoices):
    """What the target asks; growth and decrease compare with a year earlier."""

    NONE = "", "Цели нет"
    LEAST = "least", "Не меньше"
    MOST = "most", "Не больше"
    ABOVE = "above", "Больше"
    BELOW = "below", "Меньше"
    GROWTH = "growth", "Рост за год"
    DECREASE = "decrease", "Снижение за год"


class Standing(TextChoices):
    """How a fact stands against its target."""

    REACHED = "reached", "Цель достигнута"
    MISSED = "missed", "Цель не достигнута"
    FREE = "free", "Цели нет"
    ALONE = "alone", "Сравнить не с чем"
    FEW = "few", "Недостаточно данных"
    EMPTY = "empty", "Нет данных"


class Half(TextChoices):
    WHOLE = "0", "весь год"
    FIRST = "1", "первое полугодие"
    SECOND = "2", "второе полугодие"


NUMBERED_TARGETS = (TargetKind.LEAST, TargetKind.MOST, TargetKind.ABOVE, TargetKind.BELOW)
ENTERED = (IndicatorSource.MANUAL, IndicatorSource.MIXED)
