"""The text of an order on ended pairs (D33): read from live data, frozen as a payload, read back unchanged."""

from dataclasses import dataclass

from mentoring.documents.layout import paper_date
from mentoring.documents.order_text import PersonLine, control_of
from mentoring.kit.text import NBSP
from mentoring.models import Agreement
from mentoring.office import office
from mentoring.queries.end_order import basis_of, ground_of

SCHEMA = 1
PAYMENT = (
    "Выплаты за наставничество по дополнительным соглашениям прекратить со дня, следующего за днём завершения, "
    "указанным в приложении."
)
KEPT = (
    "Программы, отметки о выполнении и журналы встреч хранить в порядке, установленном для документов наставничества."
)


@dataclass(frozen=True)
class EndRow:
    """One ended pair or group; the ground is a word of clause 5.3, never somebody's private reason."""

    pair_id: int
    pair: str
    mentors: tuple[PersonLine, ...]
    mentees: tuple[PersonLine, ...]
    order: str
    on: str
    ground: str
    done: str


@dataclass(frozen=True)
class EndText:
    """Everything the director signs; number, date and signature are put beside it when he does."""

    parent_body: str
    full_name: str
    short_name: str
    city: str
    heading: str
    preamble: str
    items: tuple[str, ...]
    ended: tuple[EndRow, ...]
    control: PersonLine | None = None
    schema: int = SCHEMA

    rows = ()  # an order on pairs has an annex of pairs; this one has its ended pairs


def end_text(order, pairs):
    college, control = office().organization, control_of(order)
    rows = tuple(_row(pair) for pair in pairs)
    return EndText(
        parent_body=college.parent_body,
        full_name=college.full_name,
        short_name=college.short_name,
        city=college.city,
        heading=heading_of(rows),
        preamble=f"На основании {basis_of(order)}",
        items=_items(rows, pairs, control),
        ended=rows,
        control=PersonLine(control.full_name, control.post) if control else None,
    )


def text_of_payload(payload):
    control = payload.get("control")
    ended = tuple(
        EndRow(**{**row, **{side: tuple(PersonLine(**line) for line in row[side]) for side in ("mentors", "mentees")}})
        for row in payload["ended"]
    )
    parts = {"items": tuple(payload["items"]), "ended": ended}
    return EndText(**{**payload, **parts, "control": PersonLine(**control) if control else None})


def heading_of(rows):
    if len(rows) == 1:
        return "О завершении персонализированной программы наставничества"
    return "О завершении персонализированных программ наставничества"


def frozen_ids(payload):
    """Ids of the pairs a frozen text names."""
    return sorted(row["pair_id"] for row in payload["ended"])


def _row(pair):
    return EndRow(
        pair_id=pair.pk,
        pair=pair.title,
        mentors=tuple(PersonLine(person.full_name, person.paper_post) for person in pair.mentors),
        mentees=tuple(PersonLine(person.full_name, person.paper_post) for person in pair.mentees),
        order=f"№{NBSP}{pair.order.number} от {paper_date(pair.order.date)}" if pair.order else "",
        on=paper_date(pair.ended_on),
        ground=ground_of(pair),
        done=pair.end_done,
    )


def _items(rows, pairs, control):
    whom = f"возложить на куратора {control.case('acc')}" if control else "оставляю за собой"
    paid = Agreement.objects.filter(pair__in=pairs).exclude(state="draft").exists()
    return (
        *(_item(row) for row in rows),
        *((PAYMENT,) if paid else ()),
        KEPT,
        f"Контроль за исполнением приказа {whom}.",
    )


def _item(row):
    """«Считать завершённой 30.06.2027 программу пары «Ежова → Кузьмин» (приказ № 104 от …): план выполнен…»."""
    made = f" (закреплена приказом {row.order})" if row.order else ""
    done = f"; {row.done}" if row.done else ""
    return (
        f"Считать завершённой {row.on} персонализированную программу наставничества «{row.pair}»{made}. "
        f"Основание: {row.ground}{done}."
    )
