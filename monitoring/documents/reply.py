"""The letter of a reply (D36): PDF and DOCX of one text, and a workbook of its figures with the rows behind them."""

from mentoring.documents.layout import letterhead, paper_date, paper_style, signature_block, signature_line
from mentoring.kit import xlsx
from mentoring.kit.dates import parse_date
from mentoring.kit.docx import render_docx
from mentoring.kit.paper import (
    Annex,
    Column,
    Heading,
    Items,
    Paper,
    Paragraph,
    Requisites,
    Section,
    Subject,
    Table,
    bold,
    paragraphs,
)
from mentoring.kit.pdf import render_pdf
from mentoring.kit.text import NBSP
from mentoring.office import office
from monitoring.documents.snapshot import ABOUT_COLUMNS, figures_sheet, rows_sheet

COLUMNS = (Column("Показатель", 34), Column("Значение", 30, "center"), Column("Пояснение", 36))


def reply_pdf(text):
    return render_pdf(reply_paper(text))


def reply_docx(text):
    return render_docx(reply_paper(text))


def reply_paper(text):
    """`text` is a ReplyText."""
    answered = (Paragraph(f"На {text.request}", indent=False, align="left"),) if text.request else ()
    blocks = (
        Requisites(paper_date(parse_date(text.date)), office().organization.city, f"№{NBSP}{text.number or '_____'}"),
        *answered,
        Annex(tuple(text.addressee.split("\n"))),
        Subject(text.heading),
        *paragraphs(text.before),
        Table(COLUMNS, tuple((line.name, line.text, line.note or "–") for line in text.lines)),
        *paragraphs(text.after),
        Heading("Как считаются показатели", align="left"),
        Items(tuple((bold(f"{line.name}. "), line.meaning) for line in text.lines), style="–"),
        signature_block(signature_line(text.signer_name, text.signer_post)),
    )
    return Paper(
        title=text.heading, sections=(Section(blocks),), style=paper_style(), letterhead=letterhead(),
        draft=not text.number,
    )  # fmt: skip


def reply_xlsx(reply, text, frozen, kept, by=None):
    """The letter's figures as numbers and the rows behind the chosen ones."""
    about = [
        ("Кому", text.addressee),
        ("На запрос", text.request or None),
        ("Показатели", frozen.period),
        ("Номер", text.number or "проект"),
        ("Снимок", reply.snapshot.title),
    ]
    sheets = [xlsx.Sheet("Об ответе", ABOUT_COLUMNS, about), figures_sheet("Показатели", frozen, reply.figures)]
    sheets += [rows_sheet(one) for one in kept if one.code in reply.figures]
    return xlsx.write_xlsx(sheets, author=by.full_name if by else "")
