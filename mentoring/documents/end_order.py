"""An order on ended pairs as paper (D33): live data while it is a draft, the frozen text ever after."""

from mentoring.documents.change_order import signing
from mentoring.documents.end_text import end_text, text_of_payload
from mentoring.documents.layout import check_square, paper_date, paper_style, signature_block
from mentoring.documents.order import live_signature, order_footer, order_number
from mentoring.kit.paper import (
    Annex,
    Column,
    Heading,
    Items,
    Letterhead,
    Paper,
    Paragraph,
    Requisites,
    Section,
    Subject,
    Table,
    Title,
    acquaintance_sheet,
    bold,
)
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
    text, signature = end_text_of(order), live_signature(order)
    number, date = order_number(order), paper_date(order.date)
    lines = [line for row in text.ended for line in (*row.mentors, *row.mentees)]
    people = dict.fromkeys((line.name, line.post) for line in [*lines, *filter(None, [text.control])])
    body = (
        Title("ПРИКАЗ"),
        Requisites(date, text.city, number),
        Subject(text.heading),
        Paragraph(text.preamble),
        Paragraph(bold("ПРИКАЗЫВАЮ:"), indent=False),
        Items(text.items),
        signature_block(signing(order, signature)),
        *acquaintance_sheet("С приказом ознакомлены:", [(name, post, "") for name, post in people]),
    )
    annex = (
        Annex(("Приложение № 1", f"к приказу от {date} {number}")),
        Heading("Завершённые программы наставничества"),
        Table(COLUMNS, tuple(_cells(n, row) for n, row in enumerate(text.ended, 1))),
    )
    return Paper(
        title=f"Приказ {number} от {date}" if signature else "Приказ о завершении, проект",
        style=paper_style(order.style),
        letterhead=Letterhead(text.parent_body, text.full_name.replace(" «", "\n«", 1), text.short_name),
        sections=(Section(body), Section(annex, landscape=True)),
        created=signature.signed_at if signature else None,
        footer=order_footer(order, signature),
        code=check_square(order.code) if signature else (),
        draft=signature is None,
    )


def _cells(number, row):
    return str(number), _people(row.mentors), _people(row.mentees), row.on, row.ground, row.done or "–"


def _people(lines):
    return "\n".join(", ".join(part for part in (line.name, line.post) if part) for line in lines)
