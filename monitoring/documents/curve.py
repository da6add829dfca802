"""The curves of retention and adaptation on paper: the page's own charts with their tables and warnings."""

from mentoring.documents.layout import letterhead, paper_date, paper_style
from mentoring.kit.docx import render_docx
from mentoring.kit.paper import Heading, Items, Paper, Paragraph, Section, Title
from mentoring.kit.paper.chart import chart_block
from mentoring.kit.pdf import render_pdf
from mentoring.kit.text import small_first

NAME = "Закрепляемость и адаптация молодых педагогов"


def curves_pdf(page, on):
    return render_pdf(curves_paper(page, on))


def curves_docx(page, on):
    return render_docx(curves_paper(page, on))


def curves_paper(page, on):
    blocks = [Title(NAME.upper(), about=f"на {paper_date(on)}"), Paragraph(page.lead), Paragraph(page.warning)]
    for part in page.parts:
        blocks += [Heading(part.title, align="left"), Paragraph(part.lead)]
        blocks.append(chart_block(part.chart) if part.chart else Paragraph(part.few))
        if part.lines:
            blocks.append(Items(tuple(f"{small_first(line)}." for line in part.lines), style="–"))
    blocks += [Paragraph(page.bias), Paragraph(page.method)]
    return Paper(
        title=NAME,
        sections=(Section(tuple(blocks)),),
        style=paper_style(),
        letterhead=letterhead(),
        footer=(f"{NAME}. Составлено {paper_date(on)} по данным системы «Наставник».",),
    )
