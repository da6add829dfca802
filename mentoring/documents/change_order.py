"""An order on changes of pairs as paper (D32): live data while it is a draft, the frozen text ever after."""

from mentoring.choices import Side
from mentoring.documents.change_text import change_text, text_of_payload
from mentoring.documents.layout import (
    check_square,
    paper_date,
    paper_style,
    signature_block,
    signature_line,
)
from mentoring.documents.order import live_signature, order_footer, order_number
from mentoring.kit.paper import (
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
from mentoring.queries.change_order import order_changes
from mentoring.queries.role_holder import director_post

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
    text, signature = change_text_of(order), live_signature(order)
    number = order_number(order)
    name = f"Приказ {number} от {paper_date(order.date)}"
    people = dict.fromkeys((line.name, line.post) for row in text.changes for line in (row.leaving, row.coming))
    body = (
        Title("ПРИКАЗ"),
        Requisites(paper_date(order.date), text.city, number),
        Subject(text.heading),
        Paragraph(text.preamble),
        Paragraph(bold("ПРИКАЗЫВАЮ:"), indent=False),
        Items(text.items),
        signature_block(signing(order, signature)),
        *acquaintance_sheet("С приказом ознакомлены:", [(person, post, "") for person, post in people]),
    )
    annex = (
        Heading("Список изменений"),
        Table(COLUMNS, tuple(_cells(n, row) for n, row in enumerate(text.changes, 1))),
    )
    return Paper(
        title=name if signature else "Приказ о замене, проект",
        style=paper_style(order.style),
        letterhead=Letterhead(text.parent_body, text.full_name.replace(" «", "\n«", 1), text.short_name),
        sections=(Section(body), Section(annex, landscape=True)),
        created=signature.signed_at if signature else None,
        footer=order_footer(order, signature),
        code=check_square(order.code) if signature else (),
        draft=signature is None,
    )


def signing(order, signature):
    if signature:
        return signature_line(signature.person, signature.post, signature=signature)
    if order.signer is None:
        return signature_line("", director_post(False))
    return signature_line(order.signer, director_post(bool(order.requisites.get("acting"))))


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
