"""Recognition of the year by kind: proposed, agreed, announced by order."""

from monitoring.choices.year import RecognitionKind
from monitoring.queries.year_counts import recognitions_of_year

from .section import Body, Grid, Section

COLUMNS = ("Вид", "Предложено", "Ждут решения", "Согласовано", "Объявлено приказом")


def awards(source):
    found = recognitions_of_year(source.question.year.pk)
    if not found:
        return Body(facts=("Представлений к признанию за это время нет",))
    rows = tuple((kind.label, *found[kind.value]) for kind in RecognitionKind if kind.value in found)
    proposed, waiting, _, announced = (sum(row[n] for row in rows) for n in range(1, 5))
    facts = [f"Представлений {proposed}, объявлено приказом – {announced}"]
    if waiting:
        facts.append(f"Ждут решения директора – {waiting}")
    return Body(grids=(Grid("Признание по видам", COLUMNS, ("text", *("int",) * 4), rows),), facts=tuple(facts))


AWARDS = Section("awards", "Признание наставников и наставляемых", awards, "4.1")
