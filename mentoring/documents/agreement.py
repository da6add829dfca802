"""An additional agreement as a sheet to sign by hand (domain D12; article 351.8 of the labor code)."""

from mentoring.choices import AgreementState
from mentoring.documents.layout import capital, letterhead, paper_date, paper_style, signature_block
from mentoring.kit.dates import today
from mentoring.kit.paper import Items, Paper, Paragraph, Requisites, Section, SignatureLine, Spacer, Subject, Title
from mentoring.kit.text import NBSP, listing, small_first
from mentoring.models.reference import with_unit
from mentoring.office import office
from mentoring.queries.agreement import payment_words
from mentoring.queries.role_holder import director_post, signers


def agreement_paper(agreement):
    """What the labor code wants: the work, its term and form, the payment, the way out. Two copies, signed by both."""
    person, college = agreement.person, office().organization
    director, acting = next(iter(signers(today(), (agreement.person_id,))), (None, False))
    draft = agreement.state == AgreementState.DRAFT
    number = f"№{NBSP}{agreement.number or '_____'}"
    lead = (
        f"{college.full_name or college.short_name}, именуемое «Работодатель», и {person.full_name},"
        f" {person.paper_post or 'работник'}, далее «Работник», на основании {_law()} договорились:"
    )
    post = director_post(acting)
    blocks = (
        Title("ДОПОЛНИТЕЛЬНОЕ СОГЛАШЕНИЕ", "к трудовому договору"),
        Requisites(paper_date(agreement.date), college.city, number),
        Subject("О работе наставником"),
        Paragraph(lead),
        Items(_items(agreement)),
        signature_block(
            SignatureLine(capital(post), director.signature_name if director else ""),
            SignatureLine(capital(person.post or "работник"), person.signature_name),
        ),
        Spacer(),
        Paragraph("Экземпляр соглашения мною получен: ____________________", indent=False),
    )
    name = f"Соглашение {number} от {paper_date(agreement.date)}" if agreement.number else "Соглашение, проект"
    return Paper(
        title=f"{name}: {person.short_name}",
        style=paper_style(),
        letterhead=letterhead(),
        sections=(Section(blocks),),
        draft=draft,
    )


def _law():
    return office().setting("order_law").replace("ст. ", "статьи ", 1)


def _items(agreement):
    term = with_unit(office().setting("withdrawal_working_days"), "рабочих дней")
    basis = f" Основание: {small_first(agreement.basis)}." if agreement.basis else ""
    return (
        f"Работник по своему письменному согласию выполняет работу наставником: помогает {_whom(agreement)} овладеть"
        f" навыками работы по профессии.{basis}",
        f"Содержание работы: {_content(agreement)}. Форма: {_form(agreement)}.",
        f"Срок: с {paper_date(agreement.since)} по {paper_date(agreement.until)}.",
        f"Выплата за работу наставником: {payment_words(agreement)}.",
        f"Работник может отказаться от наставничества досрочно, Работодатель – отменить поручение, предупредив другую"
        f" сторону не позже чем за {term}.",
        "Остальные условия трудового договора не меняются. Соглашение составлено в двух экземплярах, по одному каждой"
        " стороне.",
    )


def _whom(agreement):
    people = [person.case("dat") for person in agreement.pair.mentees] if agreement.pair_id else []
    return listing(people) or "работникам, закреплённым приказом,"


def _content(agreement):
    directions = [small_first(direction.name) for direction in agreement.person.mentor.directions.all()]
    return f"помощь по направлениям – {listing(directions)}" if directions else "по персонализированной программе"


def _form(agreement):
    if not agreement.pair_id:
        return "по приказу"
    pair = agreement.pair
    return ", ".join(
        (small_first(office().label("kind", pair.kind)), f"режим – {small_first(office().label('mode', pair.mode))}")
    )
