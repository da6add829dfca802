"""The sheet of an order under the director's signature, the same for every kind but the first: its text, signature, readers."""

from mentoring.documents.layout import check_square, paper_date, paper_style, signature_block, signature_line
from mentoring.documents.order import live_signature, order_footer, order_number
from mentoring.kit.paper import (
    Items,
    Letterhead,
    Paper,
    Paragraph,
    Requisites,
    Section,
    Subject,
    Title,
    acquaintance_sheet,
    bold,
)
from mentoring.queries.role_holder import director_post


def signed_paper(order, text, *, draft, people, annex=()):
    """`draft` names the unsigned sheet, `people` are lines (name, post) of who is to read it, `annex` blocks that follow."""
    signature = live_signature(order)
    number, date = order_number(order), paper_date(order.date)
    readers = dict.fromkeys((line.name, line.post) for line in people if line)
    body = (
        Title("ПРИКАЗ"),
        Requisites(date, text.city, number),
        Subject(text.heading),
        Paragraph(text.preamble),
        Paragraph(bold("ПРИКАЗЫВАЮ:"), indent=False),
        Items(text.items),
        signature_block(_signing(order, signature)),
        *acquaintance_sheet("С приказом ознакомлены:", [(name, post, "") for name, post in readers]),
    )
    return Paper(
        title=f"Приказ {number} от {date}" if signature else draft,
        style=paper_style(order.style),
        letterhead=Letterhead(text.parent_body, text.full_name.replace(" «", "\n«", 1), text.short_name),
        sections=(Section(body), *((Section(tuple(annex), landscape=True),) if annex else ())),
        created=signature.signed_at if signature else None,
        footer=order_footer(order, signature),
        code=check_square(order.code) if signature else (),
        draft=signature is None,
    )


def _signing(order, signature):
    if signature:
        return signature_line(signature.person, signature.post, signature=signature)
    if order.signer is None:
        return signature_line("", director_post(False))
    return signature_line(order.signer, director_post(bool(order.requisites.get("acting"))))
