"""An order on changes of pairs as paper (D32): live data while it is a draft, the frozen text ever after."""

from mentoring.choices import Side
from mentoring.documents.change_text import change_text, text_of_payload
from mentoring.documents.signed_order import signed_paper
from mentoring.kit.paper import Column, Heading, Table
from mentoring.queries.change_order import order_changes

COLUMNS = (
    Column("№", 4, "center"),
    Column("Пара или группа", 20),
    Column("Кого заменяют", 24),
    Column("Входит", 24),
    Column("С какого дня", 12),
    Column("Согласие", 16),
)


def change_text_of(order):
    """Frozen once it was sent, live before."""
    return text_of_payload(order.payload) if order.payload else change_text(order, order_changes(order))


def change_paper(order):
    text = change_text_of(order)
    annex = (
        Heading("Список изменений"),
        Table(COLUMNS, tuple(_cells(n, row) for n, row in enumerate(text.changes, 1))),
    )
    people = [line for row in text.changes for line in (row.leaving, row.coming)]
    return signed_paper(order, text, draft="Приказ о замене, проект", people=people, annex=annex)


def _cells(number, row):
    part = "наставник" if row.side == Side.MENTOR else "наставляемый"
    pair = f"{row.pair}\nприказ {row.order}" if row.order else row.pair
    leaving, coming = (f"{_named(line)}\n{part}" for line in (row.leaving, row.coming))
    if row.substitute:
        coming = f"{_named(row.coming)}\nвременно, {part}"
        return str(number), pair, leaving, coming, f"{row.on} – {row.until}", row.agreed
    return str(number), pair, leaving, coming, row.on, row.agreed


def _named(line):
    return ", ".join(part for part in (line.name, line.post) if part)
