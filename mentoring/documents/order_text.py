"""The text of an order on pairs (D13): read from live data, frozen as a payload, read back from it unchanged."""

from dataclasses import dataclass
from datetime import date

from mentoring.choices import Side
from mentoring.documents.layout import paper_date
from mentoring.kit.dates import local, parse_date, short
from mentoring.kit.text import NBSP, listing
from mentoring.models import PairMember, Person
from mentoring.models.person import OUTSIDERS
from mentoring.office import office
from mentoring.queries.pair import present

SCHEMA = 1
CONTRACT = "договор"


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
    """Everything the director signs. Number, date and signature are put beside it when he does.

    `control` is whom the last item charges: he reads the order too.
    """

    parent_body: str
    full_name: str
    short_name: str
    city: str
    heading: str
    preamble: str
    items: tuple[str, ...]
    annex_title: str
    rows: tuple[OrderRow, ...]
    control: PersonLine | None = None
    schema: int = SCHEMA


def order_text(order, pairs, consents):
    """The text of an order over these pairs as it would be frozen now; `consents` is {person id: day}."""
    college, control = office().organization, control_of(order)
    heading = f"О закреплении наставнических пар и групп на {order.year.for_document} учебный год"
    return OrderText(
        parent_body=college.parent_body,
        full_name=college.full_name,
        short_name=college.short_name,
        city=college.city,
        heading=heading,
        preamble=f"На основании {basis_of(order)}",
        items=_items(order, control),
        annex_title="Наставнические пары и группы",
        rows=_rows(order, pairs, consents),
        control=PersonLine(control.full_name, control.post) if control else None,
    )


def text_of_payload(payload):
    """The frozen text; a later schema would be read here too."""
    control = payload.get("control")
    parts = {
        "items": tuple(payload["items"]),
        "rows": tuple(_row_of(row) for row in payload["rows"]),
        "control": PersonLine(**control) if control else None,
    }
    return OrderText(**{**payload, **parts})


def _row_of(row):
    sides = {side: tuple(PersonLine(**line) for line in row[side]) for side in ("mentors", "mentees")}
    return OrderRow(**{**row, **sides})


def basis_of(order):
    """What the order stands on, in the genitive: the law, the college's regulation, the consents."""
    typed = order.requisites.get("basis", "").strip()
    return typed or default_basis(order)


def default_basis(order):
    """The law speaks of employees and since its own day; a partner's people are bound by his contract (4.3.3)."""
    college = office()
    own, partners = _mentors_from(order)
    regulation = college.organization.regulation
    parts = [college.setting("order_law")] if own and _day_of(order) >= _law_since() else []
    parts.append(f"Положения о наставничестве ({regulation})" if regulation else "Положения о наставничестве")
    parts += ["письменных согласий наставников"] if own else []
    parts += ["договоров с социальными партнёрами"] if partners else []
    return listing(parts)


def _law_since():
    return parse_date(office().setting("order_law_since")) or date.min


def _day_of(order):
    return order.date or local(order.created_at).date()


def _mentors_from(order):
    """(whether the college's own people teach, whether a partner's do); an order still without pairs is of our own."""
    mentors = PairMember.objects.filter(pair__order=order, side=Side.MENTOR, until=None)
    kinds = set(mentors.order_by().values_list("person__employment", flat=True).distinct())
    return not kinds or bool(kinds - set(OUTSIDERS)), bool(kinds & set(OUTSIDERS))


def programs_due(order):
    return parse_date(order.requisites.get("programs_due")) or None


def control_of(order):
    """Who keeps the order in view: a person, or None when the director does."""
    pk = order.requisites.get("control")
    if pk and pk == order.author_id:
        return order.author
    return Person.objects.filter(pk=pk).first() if pk else None


def _items(order, control):
    due = programs_due(order)
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
    kinds = ", ".join(office().label("kind", kind) for kind in (pair.kind, *pair.extra_kinds))
    return OrderRow(
        pair_id=pair.pk,
        mentors=tuple(PersonLine(p.full_name, p.paper_post, direction) for p, direction in present(pair, "mentor")),
        mentees=tuple(PersonLine(p.full_name, p.paper_post) for p, _ in present(pair, "mentee")),
        form=office().label("form", pair.form),
        kind=kinds,
        term=f"{short(pair.since)} – {short(pair.until)}",
        consent=_consents(pair.mentors, consents),
        agreement=agreement,
    )


def _consents(mentors, consents):
    """The mentor's consent, or a partner's contract; of several mentors each by name, and who has none is told too."""
    told = [(mentor, _ground(mentor, consents.get(mentor.pk))) for mentor in mentors]
    if len(told) == 1:
        return told[0][1]
    return "\n".join(f"{mentor.short_name}: {ground or 'нет'}" for mentor, ground in told)


def _ground(mentor, given):
    where = mentor.organization
    if mentor.employment in OUTSIDERS and where.contract_number:
        signed = f" от {short(where.contract_date)}" if where.contract_date else ""
        return f"{CONTRACT} №{NBSP}{where.contract_number}{signed}"
    return f"от {short(given)}" if given else ""
