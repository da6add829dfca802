"""Documents against their engines' floors, interleaved: the same HTML in WeasyPrint alone, the same values in openpyxl
and the same words in python-docx without our forms. Seconds of process time."""

import statistics
import time
from dataclasses import dataclass, field, replace
from datetime import date
from io import BytesIO

from mentoring.documents.order import order_paper
from mentoring.kit.docx import render_docx
from mentoring.kit.pdf import html_for, render_pdf
from mentoring.kit.xlsx import Column, Sheet, write_xlsx
from mentoring.models import IssuedDocument

BUDGET, LONG_BUDGET = 1.3, 1.15
LONG_PAGES = 67
ROWS = 2_000


@dataclass
class Work:
    """`ours` and `floor` make the same thing; None for a floor that nobody else has."""

    name: str
    ours: object
    floor: object
    budget: float | None
    taken: list = field(default_factory=list)
    floors: list = field(default_factory=list)

    @property
    def medians(self):
        return statistics.median(self.taken), statistics.median(self.floors)


def measure(rounds):
    """[Work]: empty when no order is in force."""
    order = IssuedDocument.objects.filter(type__code="D13", payload__isnull=False).order_by("-date").first()
    if order is None:
        return []
    paper = order_paper(order)
    long = long_paper(paper)
    works = [
        Work("order in PDF", lambda: render_pdf(paper), _weasyprint(html_for(paper)), BUDGET),
        Work(f"{_pages(long)} pages in PDF", lambda: render_pdf(long), _weasyprint(html_for(long)), LONG_BUDGET),
        Work(f"XLSX of {ROWS} x 8", sheet, _bare_sheet, BUDGET),
        Work("order in DOCX", lambda: render_docx(paper), _bare_words(paper), None),
    ]
    for work in works:
        work.ours()
        for _ in range(rounds if "pages" not in work.name else min(rounds, 3)):
            work.taken.append(_cpu(work.ours))
            work.floors.append(_cpu(work.floor))
    return works


def long_paper(paper):
    """The order with its blocks repeated until it is as long as the longest paper of a college."""
    once = _pages(paper)
    section = paper.sections[0]
    return replace(paper, sections=(replace(section, blocks=section.blocks * (LONG_PAGES // once + 1)),))


def _pages(paper):
    from weasyprint import HTML

    return len(HTML(string=html_for(paper)).render().pages)


def _weasyprint(html):
    from weasyprint import HTML

    return lambda: HTML(string=html).write_pdf(pdf_variant="pdf/a-3a")


def _values():
    for number in range(ROWS):
        yield (
            number,
            f"Наставник {number}",
            "Преподаватель",
            date(2026, 9, 1),
            number / 7,
            0.75,
            "наставляет",
            f"№ {number}-к",
        )


def sheet():
    kinds = ("int", "text", "text", "date", "number", "percent", "text", "text")
    columns = tuple(Column(f"Графа {number}", kind) for number, kind in enumerate(kinds))
    return write_xlsx([Sheet("Список", columns, _values())])


def _bare_sheet():
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    page = book.create_sheet("Список")
    for row in _values():
        page.append(row)
    book.save(BytesIO())


def _bare_words(paper):
    from docx import Document

    blocks = sum(len(section.blocks) for section in paper.sections)

    def write():
        document = Document()
        for number in range(blocks):
            document.add_paragraph(f"Пункт {number}")
        document.save(BytesIO())

    return write


def _cpu(work):
    started = time.process_time()
    work()
    return time.process_time() - started
