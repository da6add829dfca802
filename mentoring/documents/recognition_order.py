"""An order on recognition as paper (D34): the draft's own text, the frozen one ever after. What it says is written above.

A draft keeps its text among its requisites, made anew whenever its people change: this floor does not know proposals.
"""

from dataclasses import dataclass

from mentoring.documents.order_text import PersonLine
from mentoring.documents.signed_order import signed_paper

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
    text = recognition_text_of(order)
    return signed_paper(order, text, draft="Приказ о поощрении, проект", people=[*text.people, text.control])
