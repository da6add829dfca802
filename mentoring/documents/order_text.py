"""The text of an order on pairs (D13): read from live data, frozen as a payload, read back from it unchanged."""

from dataclasses import dataclass

from mentoring.documents.layout import paper_date
from mentoring.kit.dates import parse_date, short
from mentoring.models import Person
from mentoring.office import office
from mentoring.queries.pair import present

SCHEMA = 1


@dataclass(frozen=True)
class PersonLine:
    """`direction` is told where several teach in one pair: whose sphere is what (clause 4.4)."""

    name: str
    post: str = ""
    direction: str = ""


@dataclass(frozen=True)
class OrderRow:
    """One pair or group of the annex."""

    pair_id: int
    mentors: tuple[PersonLine, ...]
    mentees: tuple[PersonLine, ...]
    form: str
    kind: str
    term: str
    consent: str
    agreement: str = ""


@dataclass(frozen=True)
class OrderText:
    """Everything the director signs. Number, date and signature are put beside it when he does."""

    parent_body: str
    full_name: str
    short_name: str
    city: str
    heading: str
    preamble: str
    items: tuple[str, ...]
    annex_title: str
    rows: tuple[OrderRow, ...]
    schema: int = SCHEMA


def order_text(order, pairs, consents):
    """The text of an order over these pairs as it would be frozen now; `consents` is {person id: day}."""
    college = office().organization
    heading = f"О закреплении наставнических пар и групп на {order.year.for_document} учебный год"
    return OrderText(
        parent_body=college.parent_body,
        full_name=college.full_name,
        short_name=college.short_name,
        city=college.city,
        heading=heading,
        preamble=f"На основании {basis_of(order)}",
        items=_items(order),
        annex_title="Наставнические пары и группы",
        rows=_rows(order, pairs, consents),
    )


def text_of_payload(payload):
    """The frozen text; a later schema would be read here too."""
    return OrderText(
        **{**payload, "items": tuple(payload["items"]), "rows": tuple(_row_of(row) for row in payload["rows"])}
    )


def _row_of(row):
    sides = {side: tuple(PersonLine(**line) for line in row[side]) for side in ("mentors", "mentees")}
    return OrderRow(**{**row, **sides})


def basis_of(order):
    """What the order stands on, in the genitive: the law, the college's regulation, the consents."""
    typed = order.requisites.get("basis", "").strip()
    return typed or default_basis()


def default_basis():
    college = office()
    regulation = college.organization.regulation
    parts = [
        college.setting("order_law"),
        f"Положения о наставничестве ({regulation})" if regulation else "Положения о наставничестве",
    ]
    return f"{', '.join(parts)} и письменных согласий наставников"


def programs_due(order):
    return parse_date(order.requisites.get("programs_due")) or None


def control_of(order):
    """Who keeps the order in view: a person, or None when the director does."""
    pk = order.requisites.get("control")
    if pk and pk == order.author_id:
        return order.author
    return Person.objects.filter(pk=pk).first() if pk else None


def _items(order):
    due, control = programs_due(order), control_of(order)
    items = ["Закрепить наставнические пары и группы согласно приложению № 1 к приказу."]
    by = f" до {paper_date(due)}" if due else ""
    items.append(f"Наставникам вместе с наставляемыми разработать персонализированные программы наставничества{by}.")
    if any(text.strip() for text in order.requisites.get("agreements", {}).values()):
        items.append(
            "Бухгалтерии производить выплаты наставникам по дополнительным соглашениям, указанным в приложении № 1."
        )
    whom = f"возложить на {_whom(control)}" if control else "оставляю за собой"
    items.append(f"Контроль за исполнением приказа {whom}.")
    return tuple(items)


def _whom(person):
    """«куратора Белову Ольгу Николаевну»."""
    return f"куратора {person.case('acc')}"


def consents_of(checks):
    """{person id: day of the consent} out of what the rules read: {pair id: PairCheck}."""
    return {person: day for check in checks.values() for person, _, day in check.consents}


def _rows(order, pairs, consents):
    agreements = order.requisites.get("agreements", {})
    return tuple(_row(pair, consents, agreements.get(str(pair.pk), "").strip()) for pair in pairs)


def _row(pair, consents, agreement):
    given = [consents.get(person.pk) for person in pair.mentors]
    kinds = ", ".join(office().label("kind", kind) for kind in (pair.kind, *pair.extra_kinds))
    return OrderRow(
        pair_id=pair.pk,
        mentors=tuple(PersonLine(p.full_name, p.post, direction) for p, direction in present(pair, "mentor")),
        mentees=tuple(PersonLine(p.full_name, p.post) for p, _ in present(pair, "mentee")),
        form=office().label("form", pair.form),
        kind=kinds,
        term=f"{short(pair.since)} – {short(pair.until)}",
        consent=", ".join(dict.fromkeys(f"от {short(on)}" for on in given if on)),
        agreement=agreement,
    )
