"""Entry against exit: «снятые затруднения: 5 из 7», over what was answered both times in one version of the card."""

from dataclasses import dataclass

from django.urls import reverse

from mentoring.kit import charts, dates
from mentoring.kit.text import count_of
from mentoring.models import Diagnosis
from mentoring.scoring.diagnosis import Comparison, compare, share, shown

RULE = (
    "Затруднение снято, если на входе ответ был «часто трудно» или «не справляюсь», а на выходе – уже нет. "
    "Трудное направление снято, если его среднее опустилось ниже {line}. Считаем только то, на что ответили оба раза."
)


@dataclass(frozen=True)
class ComparePart:
    """`reason` says why there is nothing to compare; else the counts, the chart and the statements by their fate."""

    entry: Diagnosis | None
    reason: str = ""
    removed: str = "–"
    removed_deficits: str = "–"
    over: str = ""
    rule: str = ""
    chart: object = None
    rows: tuple = ()
    lists: tuple[tuple[str, tuple[str, ...]], ...] = ()
    entry_url: str = ""

    @property
    def headline(self):
        return f"Снятые затруднения: {self.removed}. Снятые трудные направления: {self.removed_deficits}."


def compare_part(exit, own, entry, values):
    """The exit card's own Opinion against `values` {statement: mark} of its entry; arithmetic over what was read."""
    if entry is None:
        return ComparePart(None, "Карты на входе нет: сравнить не с чем.")
    url = reverse("diagnosis_detail", args=[entry.pk])
    if entry.card_id != exit.card_id:
        versions = f"на входе – версия {entry.card.version}, на выходе – версия {exit.card.version}"
        return ComparePart(entry, f"Карты разных версий ({versions}): вопросы разные, сравнить нельзя.", entry_url=url)
    statements = own.statements
    found = compare(statements.pairs, values, own.values, own.rules)
    if not found.answered:
        return ComparePart(entry, "Нет вопросов, на которые ответили оба раза: сравнить нечего.", entry_url=url)
    return ComparePart(
        entry,
        removed=share(len(found.removed), len(found.before)),
        removed_deficits=share(len(found.removed_deficits), len(found.deficits)),
        over=f"Оба раза ответили на {count_of(found.answered, 'question')} из {found.total}. "
        f"На входе – {dates.words(entry.done_at)}.",
        rule=RULE.format(line=shown(own.rules.deficit_from)),
        chart=_chart(found, statements, own.rules),
        rows=tuple(_row(change, statements) for change in found.changes),
        lists=_lists(found, statements.texts),
        entry_url=url,
    )


def _row(change, statements):
    """(direction, entry, exit, change, answered both times, what happened)."""
    delta = change.delta
    moved = "–" if delta is None else f"{'+' if delta > 0 else ''}{shown(delta)}"
    said = "снято" if change.removed else ("осталось трудным" if change.was_deficit else "–")
    over = f"{change.answered} из {change.total}"
    return (statements.names[change.direction], shown(change.entry), shown(change.exit), moved, over, said)


def _chart(found: Comparison, statements, rules):
    known = [change for change in found.changes if change.delta is not None]
    rows = tuple(
        charts.ChangeRow(statements.shorts[c.direction], round(float(c.entry), 2), round(float(c.exit), 2))
        for c in sorted(known, key=lambda change: -change.entry)
    )
    if not rows:
        return None
    return charts.BeforeAfter(
        "Что изменилось по направлениям",
        rows,
        before_name="на входе",
        after_name="на выходе",
        high=rules.top,
        unit="",
        subtitle="Меньше – легче. Плюс справа значит, что стало легче",
        falling=True,
        digits=2,
    )


def _lists(found, texts):
    left = tuple(code for code in found.before if code not in found.removed)
    named = (("Стало легче", found.removed), ("Пока трудно", left), ("Стало трудно", found.appeared))
    return tuple((title, tuple(texts[code] for code in codes)) for title, codes in named if codes)
