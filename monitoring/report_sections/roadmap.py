"""The road map of the year: how far each stage of clause 4.1 has come."""

from monitoring.queries.roadmap import PARTS
from monitoring.queries.year_counts import stages_of
from monitoring.words import fraction

from .section import Body, Grid, Section

COLUMNS = ("Этап", *PARTS, "Не нужно")


def roadmap(source):
    stages = stages_of(source.question.year.pk, source.question.on)
    if not any(stage.total or stage.dropped for stage in stages):
        return Body(facts=("Дорожной карты на этот год нет",))
    rows = tuple((stage.name, *stage.counts, stage.dropped) for stage in stages)
    grid = Grid("Задачи дорожной карты по этапам", COLUMNS, ("text", *("int",) * (len(COLUMNS) - 1)), rows)
    done, total, late = (sum(getattr(stage, name) for stage in stages) for name in ("done", "total", "late"))
    facts = [f"Сделано {fraction(done, total)} задач дорожной карты"] if total else []
    if late:
        worst = max(stages, key=lambda stage: stage.late)
        facts.append(f"Срок прошёл у {late}, больше всего – {worst.name.lower()}: {worst.late}")
    return Body(grids=(grid,), facts=tuple(facts))


ROADMAP = Section("roadmap", "Дорожная карта по этапам", roadmap, "4.1")
