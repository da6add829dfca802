"""How the levels read together, side by side and never as one score (domain part 4.6). Every reading is a suggestion.

Level 1 is S in percent (0–100): high from 80, low under 60. Levels 2 and 3 are mean changes in percentage points; what
rounds to zero or is negative counts as «≈ 0», so that the words agree with the figure beside them. Unknown is None and
is never taken for zero.
"""

from dataclasses import dataclass, replace

HIGH, LOW = 80, 60


@dataclass(frozen=True)
class Reading:
    """`after` is the advice where the program has ended already."""

    title: str
    advice: str
    after: str = ""


UNKNOWN = Reading(
    "Недостаточно данных для общего вывода",
    "Заполните уровни, которых не хватает: по одному уровню программу не судят.",
)
LIKED_NOT_LEARNED = Reading(
    "Понравилось, но знания не выросли",
    "Пересмотрите содержание плана и проверьте, не слишком ли лёгким был тест на входе.",
    "Для следующих программ пересмотрите содержание плана и проверьте, не слишком ли лёгким был тест на входе.",
)
LEARNED_WITH_STRAIN = Reading(
    "Научились, но ценой напряжения", "Поговорите с парой о режиме, нагрузке и обратной связи."
)
KNOWS_NOT_USES = Reading(
    "Знают, но пока не применяют",
    "Добавьте открытые занятия и разборы; проверьте, есть ли условия применять.",
    "Проверьте, есть ли условия применять; в следующую программу добавьте открытые занятия и разборы.",
)
WORKED = Reading(
    "Научились и применяют",
    "Завершите программу, опишите практику, отметьте участников.",
    "Опишите практику, отметьте участников.",
)
LEARNED = Reading("Знания выросли", "Проверьте, что изменилось в работе: проведите второе наблюдение.")
CHANGED = Reading("Работа изменилась к лучшему", "Сверьте с результатами тестов и с мнением участников.")
NOT_WORKED = Reading(
    "Программа пока не сработала", "Обсудите с участниками другого наставника или другие направления (п. 5.3)."
)
MIXED = Reading("Уровни говорят о разном", "Посмотрите каждый уровень отдельно и обсудите с участниками.")
OVERLOADED = Reading(
    "Наставляемый доволен, наставнику тяжело",
    "Похоже на перегрузку наставника: посмотрите, сколько у него наставляемых, положена ли доплата, много ли отчётности.",
)
FEW_ANSWERS = Reading(
    "Недостаточно данных о реакции",
    "Ответивших меньше порога или ответило меньше половины: по такому опросу о программе не судят.",
)


def read_levels(percent, knowledge, behavior, *, ended=False):
    """The Reading of S in percent and of mean changes of levels 2 and 3; each may be None (unknown)."""
    found = _read(percent, knowledge, behavior)
    return replace(found, advice=found.after) if ended and found.after else found


def _read(percent, knowledge, behavior):
    if knowledge is None and behavior is None:
        return UNKNOWN
    if knowledge is None or behavior is None:
        return _by_one(percent, knowledge, behavior)
    return _by_both(percent, _grew(knowledge), _grew(behavior))


def beside(percent, mentor, *, few=False):
    """What may be said beside the main reading, in this order: `mentor` is S of the program's own mentors, `few` tells that
    a survey was closed with too few answers or a low response."""
    found = [OVERLOADED] if _high(percent) and _low(mentor) else []
    return (*found, FEW_ANSWERS) if few else tuple(found)


def _grew(change):
    return round(change) > 0


def _by_one(percent, knowledge, behavior):
    grew = _grew(knowledge if knowledge is not None else behavior)
    if knowledge is not None and not grew and _high(percent):
        return LIKED_NOT_LEARNED
    if knowledge is not None and grew and _low(percent):
        return LEARNED_WITH_STRAIN
    if not grew:
        return NOT_WORKED if _low(percent) else MIXED
    return LEARNED if knowledge is not None else CHANGED


def _by_both(percent, learned, changed):
    if learned and _low(percent):
        return LEARNED_WITH_STRAIN
    if learned:
        return WORKED if changed else KNOWS_NOT_USES
    if changed:
        return MIXED
    return LIKED_NOT_LEARNED if _high(percent) else NOT_WORKED


def _high(percent):
    return percent is not None and percent >= HIGH


def _low(percent):
    return percent is not None and percent < LOW
