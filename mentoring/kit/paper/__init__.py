"""A paper of the office, described once; kit/pdf.py and kit/docx.py print the same description.

    order = Paper(
        title="Приказ от 30.10.2026 № 104",
        style=paper_style(),                      # margins and sizes: mentoring/documents/layout.py
        letterhead=letterhead(),
        sections=(
            Section((
                Title("ПРИКАЗ"),
                Requisites("30.10.2026", "г. Дзержинск", "№ 104"),
                Subject("О закреплении наставнических пар и групп"),
                Paragraph("На основании письменных согласий"),
                Paragraph(bold("ПРИКАЗЫВАЮ:"), indent=False),
                Items(("Закрепить наставников согласно приложению № 1.", "Контроль оставляю за собой.")),
                Signatures((SignatureLine("Директор", "Е. В. Лаврова"),)),
            )),
            Section((
                Annex(("Приложение № 1", "к приказу от 30.10.2026 № 104")),
                Heading("Список наставнических пар и групп"),
                Table((Column("№", 1, "center"), Column("Наставник", 6)), rows=(("1", "Панина С. И."),)),
            ), landscape=True),
        ),
        footer=("Приказ № 104. Проверить подлинность: college.example/check, код 7K4M-19EA",),
    )
    render_pdf(order), render_docx(order)

A text is a string, a Run, or a tuple of both; a newline in it is a line break. Text comes from people: it is
cleaned of characters that no paper can hold and always escaped. Lengths are millimeters, type sizes are points.
"""

from .blocks import (
    Annex,
    Band,
    Block,
    Chart,
    Column,
    Heading,
    Items,
    KeyValues,
    Mark,
    PageBreak,
    Paragraph,
    Requisites,
    SignatureLine,
    Signatures,
    Spacer,
    Subject,
    Table,
    Title,
    acquaintance_sheet,
    paragraphs,
)
from .document import PAGE, Letterhead, Paper, PaperStyle, Section, Stamp
from .words import Run, Text, bold, clean, italic, plain, runs

__all__ = [
    "PAGE",
    "Annex",
    "Band",
    "Block",
    "Chart",
    "Column",
    "Heading",
    "Items",
    "KeyValues",
    "Letterhead",
    "Mark",
    "PageBreak",
    "Paper",
    "PaperStyle",
    "Paragraph",
    "Requisites",
    "Run",
    "Section",
    "SignatureLine",
    "Signatures",
    "Spacer",
    "Stamp",
    "Subject",
    "Table",
    "Text",
    "Title",
    "acquaintance_sheet",
    "bold",
    "clean",
    "italic",
    "paragraphs",
    "plain",
    "runs",
]
