"""The text of an order on changes of pairs (D32): read from live data, frozen as a payload, read back unchanged."""

from dataclasses import dataclass

from mentoring.choices import ChangeKind, Side
from mentoring.documents.layout import paper_date
from mentoring.documents.order_text import PersonLine, control_of
from mentoring.kit.text import NBSP, small_first
from mentoring.office import office

SCHEMA = 2  # 2: temporary substitutions beside replacements


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
    kind: str = ChangeKind.REPLACE
    until: str = ""

    @property
    def substitute(self):
        return self.kind == ChangeKind.SUBSTITUTE


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
        preamble=f"На основании {basis_of(order, changes)}",
        items=(*(_item(row) for row in rows), *_common(rows, control)),
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
    sides, kinds = {change.side for change in changes}, {change.kind for change in changes}
    if kinds == {ChangeKind.SUBSTITUTE}:
        return "О временной замене наставника" if len(changes) == 1 else "О временной замене наставников"
    if len(sides) > 1 or len(kinds) > 1:
        return "Об изменении состава наставнических пар и групп"
    word = "наставника" if sides == {Side.MENTOR} or not sides else "наставляемого"
    return f"О замене {word}" if len(changes) == 1 else f"О замене {MANY[word]}"


MANY = {"наставника": "наставников", "наставляемого": "наставляемых"}


def basis_of(order, changes):
    """What the order stands on, in the genitive: typed by the office, else what its changes say."""
    return order.requisites.get("basis", "").strip() or default_basis(changes)


def default_basis(changes):
    """The regulation, papers of the people themselves, the consents."""
    regulation = office().organization.regulation
    document = f"Положения о наставничестве ({regulation})" if regulation else "Положения о наставничестве"
    own = dict.fromkeys(change.basis.strip().rstrip(".") for change in changes if change.basis.strip())
    return ", ".join([f"пунктов 4.2 и 5.3 {document}", *own, "согласий новых участников"])


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
        kind=change.kind,
        until=paper_date(change.until) if change.until else "",
    )


def _item(row):
    """«С 01.12.2026 в паре «Ковалёва → Жуков» (приказ № 104 от 30.10.2026) считать наставником Панину…»."""
    who = "наставником" if row.side == Side.MENTOR else "наставляемым"
    made = f" (приказ {row.order})" if row.order else ""
    if row.substitute:
        return (
            f"С {row.on} по {row.until} возложить обязанности наставника в составе «{row.pair}»{made} на работника: "
            f"{_named(row.coming)}, – на время отсутствия наставника: {_named(row.leaving)}."
        )
    return (
        f"С {row.on} в составе «{row.pair}»{made} считать {who}: {_named(row.coming)}, – "
        f"вместо прежнего участника: {_named(row.leaving)}."
    )


def _named(line):
    return ", ".join(part for part in (line.name, small_first(line.post)) if part)


def _common(rows, control):
    whom = f"возложить на куратора {control.case('acc')}" if control else "оставляю за собой"
    replaced, substituted = any(not row.substitute for row in rows), any(row.substitute for row in rows)
    return (
        "Персонализированную программу наставничества продолжить: срок, план и отметки о выполненном сохраняются.",
        *(("Прежнему участнику передать дела, новому – ознакомиться с программой и приказом.",) if replaced else ()),
        *((SUBSTITUTED,) if substituted else ()),
        f"Контроль за исполнением приказа {whom}.",
    )


SUBSTITUTED = (
    "Временно замещающему ознакомиться с программой и приказом; отсутствующий наставник остаётся в составе пары."
)


def frozen_on(payload):
    """Ids of the changes a frozen text names."""
    return [row["change_id"] for row in payload["changes"]]
