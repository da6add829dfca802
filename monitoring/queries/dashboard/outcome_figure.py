"""The figures of what came of it, made from the counts: all are shares, so that a small number is seen as one."""

from mentoring.kit.text import NBSP
from monitoring.queries.evaluation.level import AVERAGED
from monitoring.words import decimal, signed

from .figure import SHARE, Figure, Measure

NOT_NARROWED = "по форме, виду и нагрузке не делится"
POINTS = f"п.{NBSP}п."


def outcomes(question, counts):
    """Figures in the order of the page, after the ten."""
    found = counts.outcomes
    return (
        _figure(
            question, found, "in_time", "Программы утверждены в срок", "in_time", "promised", "program", "Показать пары"
        ),
        _figure(question, found, "knowledge", "Выросли знания", "knowledge_up", "knowledge_of", "measure",
                "Показать измерения", _gain_note(found, "knowledge")),
        _figure(question, found, "behavior", "Изменилась работа на занятии", "behavior_up", "behavior_of", "measure",
                "Показать измерения", _gain_note(found, "behavior")),
        _figure(question, found, "ready", "Готовы работать самостоятельно", "ready", "concluded", "mentee",
                "Показать наставляемых", _months_note(found)),
        retention(question, counts),
    )  # fmt: skip


def retention(question, counts):
    """retention_3y: young teachers hired within three years and still here / all of them (clause 6)."""
    if question.narrow:
        return Figure("retention", "Закрепились молодые", SHARE, Measure(0, 0), "teacher", few=NOT_NARROWED)
    totals = {
        f"{name}_{n}": counts.people_total(f"{name}_{n}")
        for name in ("kept", "hired")
        for n in range(len(question.windows))
    }
    return _figure(
        question, totals, "retention", "Закрепились молодые", "kept", "hired", "teacher", "Показать принятых",
        "приняты за три года и работают" if totals["hired_0"] else "за три года никого не приняли",
    )  # fmt: skip


def _figure(question, found, code, name, part, whole, noun, rows_text, note=""):  # noqa: PLR0917
    at = tuple(Measure(found[f"{part}_{n}"], found[f"{whole}_{n}"]) for n in range(len(question.windows)))
    return Figure(
        code=code,
        name=name,
        style=SHARE,
        now=at[0],
        before=at[1],
        noun=noun,
        better="more",
        note=note if at[0].whole else EMPTY[code],
        rows=at[0].whole,
        rows_text=rows_text,
        series=at,
    )


EMPTY = {
    "in_time": "сроков программ в этом году ещё не было",
    "knowledge": "тестов с обоими числами ещё нет",
    "behavior": "карт «до» и «после» ещё нет",
    "ready": "принятых итоговых отчётов ещё нет",
    "retention": "за три года никого не приняли",
}


def _gain_note(found, name):
    """The mean change is told from AVERAGED measures on."""
    if found[f"{name}_of_0"] < AVERAGED:
        return ""
    return f"в среднем {signed(found[f'{name}_mean'])}{NBSP}{POINTS}"


def _months_note(found):
    """adaptation_months: from the day of hiring to the accepted conclusion «готов к самостоятельной работе»."""
    if found["months"] is None or found["ready_0"] < AVERAGED:
        return ""
    return f"в среднем {decimal(found['months'])}{NBSP}мес. от приёма"
