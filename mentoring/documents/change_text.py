"""The text of an order on changes of pairs (D32): read from live data, frozen as a payload, read back unchanged."""

from dataclasses import dataclass

from mentoring.choices import Side
from mentoring.documents.layout import paper_date
from mentoring.documents.order_text import PersonLine, control_of
from mentoring.kit.text import NBSP, small_first
from mentoring.office import office

SCHEMA = 1


@dataclass(frozen=True)
class ChangeRow:
    """One change: who goes, who comes, from which day, in which pair and by which order it was made."""

    change_id: int
    side: str
    pair: str
    order: str
    leaving: PersonLine
    coming: PersonLine
    on: str
    reason: str
    agreed: str


@dataclass(frozen=True)
class ChangeText:
    """Everything the director signs; number, date and signature are put beside it when he does."""

    parent_body: str
    full_name: str
    short_name: str
    city: str
    heading: str
    preamble: str
    items: tuple[str, ...]
    changes: tuple[ChangeRow, ...]
    control: PersonLine | None = None
    schema: int = SCHEMA

    rows = ()  # an order on pairs has an annex of pairs; this one has its changes


def change_text(order, changes):
    college, control = office().organization, control_of(order)
    rows = tuple(_row(change) for change in changes)
    return ChangeText(
        parent_body=college.parent_body,
        full_name=college.full_name,
        short_name=college.short_name,
        city=college.city,
        heading=heading_of(changes),
        preamble=f"На основании {basis_of(order)}",
        items=(*(_item(row) for row in rows), *_common(control)),
        changes=rows,
        control=PersonLine(control.full_name, control.post) if control else None,
    )


def text_of_payload(payload):
    control = payload.get("control")
    changes = tuple(
        ChangeRow(**{**row, "leaving": PersonLine(**row["leaving"]), "coming": PersonLine(**row["coming"])})
        for row in payload["changes"]
    )
    parts = {"items": tuple(payload["items"]), "changes": changes}
    return ChangeText(**{**payload, **parts, "control": PersonLine(**control) if control else None})


def heading_of(changes):
    sides = {change.side for change in changes}
    if len(sides) > 1:
        return "Об изменении состава наставнических пар и групп"
    word = "наставника" if sides == {Side.MENTOR} or not sides else "наставляемого"
    return f"О замене {word}" if len(changes) == 1 else f"О замене {MANY[word]}"


MANY = {"наставника": "наставников", "наставляемого": "наставляемых"}


def basis_of(order):
    """What the order stands on, in the genitive."""
    typed = order.requisites.get("basis", "").strip()
    regulation = office().organization.regulation
    document = f"Положения о наставничестве ({regulation})" if regulation else "Положения о наставничестве"
    return typed or f"пунктов 4.2 и 5.3 {document}, согласий новых участников"


def _row(change):
    pair, direction = change.pair, ""
    seat = next((m for m in pair.members.all() if m.person_id == change.leaving_id and m.until is None), None)
    if seat is not None and seat.direction:
        direction = small_first(seat.direction.name)
    return ChangeRow(
        change_id=change.pk,
        side=change.side,
        pair=pair.title,
        order=f"№{NBSP}{pair.order.number} от {paper_date(pair.order.date)}" if pair.order else "",
        leaving=PersonLine(change.leaving.full_name, change.leaving.paper_post),
        coming=PersonLine(change.coming.full_name, change.coming.paper_post, direction),
        on=paper_date(change.on),
        reason=change.reason,
        agreed=change.agreed_way,
    )


def _item(row):
    """«С 01.12.2026 в паре «Ковалёва → Жуков» (приказ № 104 от 30.10.2026) считать наставником Панину…»."""
    who = "наставником" if row.side == Side.MENTOR else "наставляемым"
    made = f" (приказ {row.order})" if row.order else ""
    return (
        f"С {row.on} в составе «{row.pair}»{made} считать {who}: {_named(row.coming)}, – "
        f"вместо прежнего участника: {_named(row.leaving)}."
    )


def _named(line):
    return ", ".join(part for part in (line.name, small_first(line.post)) if part)


def _common(control):
    whom = f"возложить на куратора {control.case('acc')}" if control else "оставляю за собой"
    return (
        "Персонализированную программу наставничества продолжить: срок, план и отметки о выполненном сохраняются.",
        "Прежнему участнику передать дела, новому – ознакомиться с программой и приказом.",
        f"Контроль за исполнением приказа {whom}.",
    )


def frozen_on(payload):
    """Ids of the changes a frozen text names."""
    return [row["change_id"] for row in payload["changes"]]
