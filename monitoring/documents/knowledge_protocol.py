"""The protocol of a test on paper (D24): the frozen text with its number and signatures, or a draft of today's."""

from mentoring.documents.layout import (
    check_line,
    check_square,
    letterhead,
    paper_style,
    signature_block,
    signature_line,
    signature_mark,
)
from mentoring.kit import dates
from mentoring.kit.codes import short_fingerprint
from mentoring.kit.paper import (
    Column,
    Heading,
    Items,
    KeyValues,
    Paper,
    Paragraph,
    Section,
    SignatureLine,
    Signatures,
    Table,
    Title,
)
from mentoring.kit.text import NBSP, small_first

PARTS = (
    Column("Умение", 46),
    Column("Заданий", 14, "center"),
    Column("Набрано", 22, "center"),
    Column("Процент", 18, "right"),
)
RULE = (
    "Процент = набрано / максимум × 100. В заданиях с несколькими ответами, порядком и парами балл дробится "
    "по верным элементам. Уровни: высокий – от 85 %, средний – от 60 %."
)


def protocol_paper(sheet):
    """The Paper of a `queries.knowledge.protocol.Sheet`."""
    text, document = sheet.text, sheet.document
    number = f"{NBSP}№{NBSP}{document.number}" if document else ""
    blocks = (
        Title(f"ПРОТОКОЛ ТЕСТИРОВАНИЯ{number}", about=text.member, note=small_first(text.moment)),
        KeyValues(tuple((name, value) for name, value in _facts(text) if value)),
        Heading("Результат по умениям", align="left"),
        Table(PARTS, text.parts),
        Paragraph(RULE),
        *_conclusion(text),
        _signed(sheet),
    )
    name = "Протокол тестирования"
    footer = (f"{name}, ещё не оформлен",)
    if document:
        made = f"{name} № {document.number} от {dates.short(document.date)}"
        footer = (f"{made}. Отпечаток текста: {short_fingerprint(document.sha256)}", check_line(document.code))
    return Paper(
        title=f"{name}: {text.member}",
        sections=(Section(blocks),),
        style=paper_style(document.style if document else None),
        created=document.created_at if document else None,
        letterhead=letterhead(),
        footer=footer,
        code=check_square(document.code) if document else (),
        draft=document is None,
    )


def _facts(text):
    yield "Программа", f"№ {text.number}, {text.program}" if text.number else text.program
    yield "Срок программы", text.term
    yield "Кто проходил", f"{text.member}, {small_first(text.post)}" if text.post else text.member
    yield "Вид", small_first(text.moment)
    yield "Дата", text.day
    yield "Попытка", str(text.attempt) if text.attempt > 1 else ""
    yield "Заданий", str(text.tasks)
    yield "Набрано", f"{text.score} из {text.maximum}"
    yield "Процент", text.percent
    yield "Уровень", text.level
    yield "Оценивают", ", ".join((*(f"наставник {name}" for name in text.mentors), "куратор"))


def _conclusion(text):
    yield Heading("Вывод", align="left")
    yield Paragraph(f"Результат {text.percent}, уровень {text.level}.")
    if text.change:
        yield Items(text.change, style="–")


def _signed(sheet):
    """Electronic signatures where there are some, else lines for the hand."""
    if sheet.signatures:
        return Signatures(tuple(_mark(row, sheet.document.code) for row in sheet.signatures))
    lines = [signature_line(name, "Наставник") for name in sheet.text.mentors] + [signature_line("", "Куратор")]
    return signature_block(*lines)


def _mark(row, code):
    return SignatureLine(row.post, row.person.signature_name, signature_mark(row, code))
