"""Rows of «Довольны программой»: the published distribution, never people (decision 17)."""

from dataclasses import dataclass

from django.urls import reverse

from mentoring.kit.ui import Link
from monitoring.queries.dashboard.satisfaction import read_satisfaction
from monitoring.scoring.disclosure import BAND_NAMES, BANDS, FULL

from .row import Cell, RowColumn, RowList, number


@dataclass(frozen=True)
class Mark:
    """How many sheets have this mean mark; in bands only words are known."""

    order: int
    name: str
    n: int | None
    words: str = ""


def distribution(question):
    """Of the survey's index: ten marks with counts, or three bands in words; nothing when nothing may be shown."""
    line = read_satisfaction(question)[0].line
    if line is None:
        return []
    if line.level == FULL:
        return [Mark(line.lowest + n, f"{line.lowest + n} из 10", count) for n, count in enumerate(line.histogram)]
    if line.level == BANDS and line.leading:
        return [Mark(1, line.leading, None, "преобладает")]
    bands = zip(BAND_NAMES, line.bands, strict=True) if line.level == BANDS else ()
    return [Mark(n, name, None, words) for n, (name, words) in enumerate(bands, 1)]


def result(question):
    """The whole published result, when there is one to show."""
    shown = read_satisfaction(question)[0]
    return Link("Открыть итоги анкеты", reverse("survey_result", args=[shown.survey.pk])) if shown.line else None


SATISFACTION = RowList(
    code="satisfaction",
    title="Как оценили программу: распределение",
    noun="row",
    empty="Показывать нечего: анкета не закрыта, ответивших мало или разбивки по подразделению нет.",
    columns=(
        RowColumn("Средняя оценка листа", "name", ("order",), width=24, primary=True),
        RowColumn("Листов", "n", ("n", "order"), "int", numeric=True),
    ),
    found=distribution,
    cells=lambda row, question: (Cell(row.name), Cell(row.words) if row.n is None else number(row.n)),
    search=None,
    order=("order",),
    more=result,
)
