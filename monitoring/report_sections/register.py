"""The register of indicators: every one in use with its base, fact and target, as its own page says them."""

from monitoring.choices.indicator import Standing
from monitoring.models import Indicator
from monitoring.queries.indicator.register import lines_of

from .section import Body, Grid, Section

COLUMNS = ("Показатель", "База", "Факт", "Цель", "Состояние")
NAMED = 5  # indicators named in the conclusion; the table holds them all


def register(source):
    lines = lines_of(list(Indicator.objects.filter(retired=False).order_by("position", "pk")), source.question)
    rows = tuple(
        (line.indicator.name, line.base_text, line.text, line.target_text, line.standing.label) for line in lines
    )
    grid = Grid("Реестр показателей", COLUMNS, ("text",) * len(COLUMNS), rows)
    return Body(grids=(grid,), facts=tuple(_facts(lines)))


def _facts(lines):
    reached, missed, few, empty = (
        [line for line in lines if line.standing == standing]
        for standing in (Standing.REACHED, Standing.MISSED, Standing.FEW, Standing.EMPTY)
    )
    yield f"Показателей {len(lines)}: цель достигнута – {len(reached)}, не достигнута – {len(missed)}"
    if missed:
        names = "; ".join(f"«{line.indicator.name}»" for line in missed[:NAMED])
        more = f" и ещё {len(missed) - NAMED}" if len(missed) > NAMED else ""
        yield f"Не достигли цели: {names}{more}"
    if few or empty:
        yield f"Мало данных для вывода – {len(few)}, данных ещё нет – {len(empty)}"


REGISTER = Section("register", "Реестр показателей", register, "5.4")
