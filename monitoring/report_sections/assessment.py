"""The yearly assessment: points of each component, never folded into one score."""

from monitoring.choices.year import AssessmentState
from monitoring.queries.assessment import component_rows
from monitoring.queries.year_counts import assessment_of
from monitoring.words import fraction

from .section import Body, Grid, Section

COLUMNS = ("Составляющая", "Баллов", "Из возможных", "Доля", "Без отметки")
KINDS = ("text", "int", "int", "percent", "int")


def assessment(source):
    found = assessment_of(source.question.year.pk)
    if found is None:
        return Body(facts=("Ежегодной оценки внедрения за этот год ещё нет",))
    parts = [component_rows(component, {}) for component in found.components.all()]
    rows = tuple(
        (
            part.component.name,
            part.points if part.possible else None,
            part.possible or None,
            part.points / part.possible if part.possible else None,
            part.unmarked,
        )
        for part in parts
    )
    grid = Grid("Отметки ежегодной оценки", COLUMNS, KINDS, rows)
    return Body(grids=(grid,), facts=tuple(_facts(found, [part for part in parts if part.possible])))


def _facts(found, marked):
    if found.state != AssessmentState.SIGNED:
        yield f"Ежегодная оценка ещё не подписана: {found.get_state_display().lower()}"
    if not marked:
        yield "Отметок ещё нет"
        return
    weakest = min(marked, key=lambda part: part.points / part.possible)
    if weakest.points < weakest.possible:
        yield f"Меньше всего баллов: «{weakest.component.name}» – {fraction(weakest.points, weakest.possible)}"
    else:
        yield "Все отмеченные составляющие получили высшие баллы"


ASSESSMENT = Section("assessment", "Ежегодная оценка внедрения", assessment, "6")
