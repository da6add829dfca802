"""An order on recognition as paper (D34): the draft's own text, the frozen one ever after. What it says is written above.

A draft keeps its text among its requisites, made anew whenever its people change: this floor does not know proposals.
"""

from dataclasses import dataclass

from mentoring.documents.change_order import signing
from mentoring.documents.layout import check_square, paper_date, paper_style, signature_block
from mentoring.documents.order import live_signature, order_footer, order_number
from mentoring.documents.order_text import PersonLine
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

SCHEMA = 1


@dataclass(frozen=True)
class Named:
    """One person of the order. `kind` is a code, `ground` says for what; sums are not here, everybody named reads it."""

    proposal_id: int
    kind: str
    name: str
    dative: str
    post: str
    ground: str


@dataclass(frozen=True)
class RecognitionOrderText:
    """Everything the director signs; number, date and signature are put beside it when he does."""

    parent_body: str
    full_name: str
    short_name: str
    city: str
    heading: str
    preamble: str
    items: tuple[str, ...]
    people: tuple[Named, ...]
    control: PersonLine | None = None
    schema: int = SCHEMA

    rows = ()  # an order on pairs has an annex of pairs


def text_of_payload(payload):
    control = payload.get("control")
    return RecognitionOrderText(
        **{
            **payload,
            "items": tuple(payload["items"]),
            "people": tuple(Named(**row) for row in payload["people"]),
            "control": PersonLine(**control) if control else None,
        }
    )


def recognition_text_of(order):
    return text_of_payload(order.payload or order.requisites["text"])


def recognition_paper(order):
    text, signature = recognition_text_of(order), live_signature(order)
    number, date = order_number(order), paper_date(order.date)
    people = dict.fromkeys((row.name, row.post) for row in text.people)
    if text.control:
        people[text.control.name, text.control.post] = None
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
    return Paper(
        title=f"Приказ {number} от {date}" if signature else "Приказ о поощрении, проект",
        style=paper_style(order.style),
        letterhead=Letterhead(text.parent_body, text.full_name.replace(" «", "\n«", 1), text.short_name),
        sections=(Section(body),),
        created=signature.signed_at if signature else None,
        footer=order_footer(order, signature),
        code=check_square(order.code) if signature else (),
        draft=signature is None,
    )
