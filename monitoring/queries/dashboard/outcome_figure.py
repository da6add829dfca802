"""The figures of what came of it, made from the counts: all are shares, so that a small number is seen as one."""

from mentoring.kit.text import NBSP
from monitoring.scoring.gain import AVERAGED
from monitoring.words import decimal, signed

from .figure import SHARE, Figure, Measure
from .outcome import Outcome

NOT_OPEN = "выводы отчётов открыты куратору и директору"
NOT_NARROWED = "по форме, виду и нагрузке не делится"
POINTS = f"п.{NBSP}п."


def outcomes(question, counts):
    """Figures in the order of the page, after the ten."""
    found = counts.outcomes.found
    return (
        _figure("in_time", "Программы утверждены в срок", found["in_time"], "program", "Показать пары"),
        _figure(
            "knowledge",
            "Выросли знания",
            found["knowledge"],
            "measure",
            "Показать измерения",
            _gain(found),
        ),
        _figure(
            "behavior",
            "Изменилась работа на занятии",
            found["behavior"],
            "measure",
            "Показать измерения",
            _gain(found, "behavior"),
        ),
        _ready(question, found["ready"]),
        retention(question, counts),
    )


def _ready(question, found):
    name = "Готовы работать самостоятельно"
    if question.limited:
        return Figure("ready", name, SHARE, Measure(0, 0), "mentee", few=NOT_OPEN)
    return _figure("ready", name, found, "mentee", "Показать наставляемых", _months(found))


def retention(question, counts):
    """retention_3y: young teachers hired within three years and still here / all of them (clause 6)."""
    if question.narrow:
        return Figure("retention", "Закрепились молодые", SHARE, Measure(0, 0), "teacher", few=NOT_NARROWED)
    years = range(len(question.windows))
    hired, kept = (tuple(counts.people_total(f"{name}_{n}") for n in years) for name in ("hired", "kept"))
    note = "приняты за три года и работают"
    return _figure("retention", "Закрепились молодые", Outcome(hired, kept), "teacher", "Показать принятых", note)


def _figure(code, name, found, noun, rows_text, note=""):  # noqa: PLR0917
    at = tuple(Measure(part, whole) for part, whole in zip(found.parts, found.wholes, strict=True))
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
    "knowledge": "ни тестов, ни внесённых измерений с обоими числами ещё нет",
    "behavior": "карт одной версии в начале и в конце ещё нет",
    "ready": "выводов руководителей и принятых итоговых отчётов ещё нет",
    "retention": "за три года никого не приняли",
}


def _gain(found, code="knowledge"):
    """The mean change is told from AVERAGED measures on."""
    told = found[code]
    return f"в среднем {signed(told.mean)}{NBSP}{POINTS}" if told.wholes[0] >= AVERAGED else ""


def _months(told):
    """adaptation_months: from the day of hire to the word «готов» of the supervisor, else of the accepted report."""
    if told.mean is None or told.parts[0] < AVERAGED:
        return ""
    return f"в среднем {decimal(told.mean)}{NBSP}мес. от приёма"
