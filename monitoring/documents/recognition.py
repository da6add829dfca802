"""What an order on recognition says, the letters and diplomas it gives, the list as a workbook (D34, R55)."""

from mentoring.documents.layout import letterhead, paper_date, paper_style, signature_block, signature_line
from mentoring.documents.order import live_signature
from mentoring.documents.order_text import PersonLine, control_of
from mentoring.documents.recognition_order import Named, RecognitionOrderText, text_of_payload
from mentoring.kit.dates import local, stamp
from mentoring.kit.paper import Paper, Paragraph, Section, Spacer, Title, bold
from mentoring.kit.text import ended, fold, small_first
from mentoring.kit.xlsx import Column, Sheet, write_xlsx
from mentoring.office import office
from monitoring.choices.year import HANDED, SIDES, RecognitionKind

K = RecognitionKind
ACTS = {
    K.THANKS: ("Объявить благодарность", "dat"),
    K.LETTER: ("Вручить благодарственное письмо", "dat"),
    K.DIPLOMA: ("Наградить почётной грамотой", "acc"),
    K.BONUS: ("Выплатить премию (размер указан в представлении)", "dat"),
    K.BADGE: ("Представить к знаку отличия", "acc"),
    K.TRAINING: ("Предоставить приоритет на обучение", "dat"),
}
HEADINGS = {K.THANKS: "БЛАГОДАРНОСТЬ", K.LETTER: "БЛАГОДАРСТВЕННОЕ ПИСЬМО", K.DIPLOMA: "ПОЧЁТНАЯ ГРАМОТА"}
VERBS = {
    K.THANKS: "Объявляется благодарность",
    K.LETTER: "Благодарственное письмо вручается",
    K.DIPLOMA: "Награждается",
}
PAYROLL = "Бухгалтерии подготовить выплаты по представлениям, согласованным директором."
CELLS = (
    Column("Учебный год", width=12),
    Column("Кого", width=34),
    Column("Как", width=14),
    Column("Вид", width=30),
    Column("За что", width=60),
    Column("Предложил(а)", width=26),
    Column("Предложено", "date", 12),
    Column("Состояние", width=20),
    Column("Решил(а)", width=26),
    Column("О решении", width=40),
    Column("Приказ", width=24),
)
AMOUNT = Column("Сумма", "money", 14)


def order_text(order, proposals):
    """The RecognitionOrderText of a draft; `proposals` come with their people, in the order of the paper."""
    college, control = office().organization, control_of(order)
    basis = order.requisites.get("basis", "").strip() or default_basis()
    return RecognitionOrderText(
        parent_body=college.parent_body,
        full_name=college.full_name,
        short_name=college.short_name,
        city=college.city,
        heading=heading_of(proposals),
        preamble=f"На основании {basis}",
        items=_items(proposals, control),
        people=tuple(_named(row) for row in proposals),
        control=PersonLine(control.full_name, control.post) if control else None,
    )


def heading_of(proposals):
    whom = "наставника" if len(proposals) == 1 else "участников наставничества"
    if len(proposals) == 1 and proposals[0].side == "mentee":
        whom = "наставляемого"
    return f"О поощрении {whom}"


def default_basis():
    regulation = office().organization.regulation
    document = f"Положения о наставничестве ({regulation})" if regulation else "Положения о наставничестве"
    return f"пункта 4.1 {document}, представлений, согласованных директором"


def _named(row):
    person = row.person
    return Named(
        row.pk, row.kind, person.full_name, person.case(ACTS[row.kind][1]), person.paper_post, row.ground.rstrip(".")
    )


def _items(proposals, control):
    whom = f"возложить на куратора {control.case('acc')}" if control else "оставляю за собой"
    lines = [_item(row) for row in proposals]
    paid = [PAYROLL] if any(row.kind == K.BONUS for row in proposals) else []
    return (*lines, *paid, f"Контроль за исполнением приказа {whom}.")


def _item(row):
    """«Объявить благодарность Ковалёвой Марине Сергеевне (преподаватель) за …», «…. За что: победа …»."""
    act, case = ACTS[row.kind]
    post = f" ({row.person.paper_post})" if row.person.paper_post else ""
    ground = small_first(ended(row.ground))
    said = f" {ground}" if fold(ground).startswith("за ") else f". За что: {ground}"
    return f"{act} {row.person.case(case)}{post}{said}"


# Letters and diplomas


def letters_paper(order, chosen=None):
    """One page for everybody whom the order hands a letter or a diploma; `chosen` is the key of one proposal.

    None when nobody is handed anything.
    """
    text, signature = text_of_payload(order.payload), live_signature(order)
    rows = [row for row in text.people if row.kind in HANDED and chosen in (None, row.proposal_id)]
    if not rows or signature is None:
        return None
    return Paper(
        title=f"Поощрения по приказу № {order.number} от {paper_date(order.date)}",
        style=paper_style(order.style),
        letterhead=letterhead() if len(rows) == 1 else None,
        sections=tuple(Section(tuple(_letter(row, order, signature))) for row in rows),
        created=signature.signed_at,
        footer=(f"Приказ № {order.number} от {paper_date(order.date)}",),
    )


def letters_apart(order):
    """(name of its file, paper) of every letter, in the order of the order."""
    rows = [row for row in text_of_payload(order.payload).people if row.kind in HANDED]
    for number, row in enumerate(rows, 1):
        name = f"{number:02}. {HEADINGS[row.kind].capitalize()}, {row.name}.pdf"
        yield name.replace("/", "-"), letters_paper(order, row.proposal_id)


def handed_in(order):
    """How many letters and diplomas an order gives."""
    return sum(row["kind"] in HANDED for row in order.payload["people"]) if order.payload else 0


def _letter(row, order, signature):
    yield Spacer()
    yield Title(HEADINGS[row.kind], office().organization.short_name)
    yield Spacer()
    yield Paragraph(VERBS[row.kind], indent=False)
    yield Paragraph(bold(row.name if row.kind == K.DIPLOMA else row.dative), indent=False)
    if row.post:
        yield Paragraph(row.post, indent=False)
    yield Paragraph(ended(row.ground))
    yield Paragraph(f"Приказ от {paper_date(order.date)} № {order.number}.", indent=False)
    yield Spacer()
    yield signature_block(signature_line(signature.person, signature.post))


# The workbook


def recognitions_xlsx(rows, *, at, author, amounts):
    lead = (f"Поощрение участников наставничества на {stamp(at)}",)
    columns = (*CELLS, AMOUNT) if amounts else CELLS
    return write_xlsx([Sheet("Поощрение", columns, (_cells(row, amounts) for row in rows), lead)], author=author)


def _cells(row, amounts):
    number = f"№ {row.order.number} от {row.order.date:%d.%m.%Y}" if row.order and row.order.number else ""
    cells = (
        str(row.year),
        row.person.full_name,
        SIDES[row.side],
        row.get_kind_display(),
        row.ground,
        row.author.short_name if row.author else "",
        local(row.created_at).date(),
        row.get_state_display(),
        row.decided_by.short_name if row.decided_by else "",
        row.reason,
        number,
    )
    return (*cells, row.amount) if amounts else cells
