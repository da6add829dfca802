"""An order on ended pairs as paper (D33): live data while it is a draft, the frozen text ever after."""

from mentoring.documents.end_text import end_text, text_of_payload
from mentoring.documents.layout import paper_date
from mentoring.documents.order import order_number
from mentoring.documents.signed_order import signed_paper
from mentoring.kit.paper import Annex, Column, Heading, Table
from mentoring.queries.end_order import ended_pairs

COLUMNS = (
    Column("№", 4, "center"),
    Column("Наставник (ФИО, должность)", 26),
    Column("Наставляемый (ФИО, должность)", 26),
    Column("Завершена", 11),
    Column("Основание", 17),
    Column("Исполнение", 16),
)


def end_text_of(order):
    """Frozen once it was sent, live before."""
    return text_of_payload(order.payload) if order.payload else end_text(order, ended_pairs(order))


def end_paper(order):
    text = end_text_of(order)
    annex = (
        Annex(("Приложение № 1", f"к приказу от {paper_date(order.date)} {order_number(order)}")),
        Heading("Завершённые программы наставничества"),
        Table(COLUMNS, tuple(_cells(n, row) for n, row in enumerate(text.ended, 1))),
    )
    people = [*(line for row in text.ended for line in (*row.mentors, *row.mentees)), text.control]
    return signed_paper(order, text, draft="Приказ о завершении, проект", people=people, annex=annex)


def _cells(number, row):
    return str(number), _people(row.mentors), _people(row.mentees), row.on, row.ground, row.done or "–"


def _people(lines):
    return "\n".join(", ".join(part for part in (line.name, line.post) if part) for line in lines)
