"""The change of members by repeated measures on paper and as a workbook: the page's own lines."""

from mentoring.documents.layout import letterhead, paper_date, paper_style
from mentoring.kit import xlsx
from mentoring.kit.docx import render_docx
from mentoring.kit.paper import Column, Heading, Items, Paper, Paragraph, Section, Table, Title
from mentoring.kit.paper.chart import chart_block
from mentoring.kit.pdf import render_pdf
from monitoring.queries.stage_change import NAMES

NAME = "Изменение участников по замерам"
COLUMNS = (Column(NAMES[0], 26), *(Column(name, 14, "center") for name in NAMES[1:]))
BOOK_COLUMNS = (
    xlsx.Column("Кто", width=16),
    xlsx.Column("Этапы", width=26),
    xlsx.Column("Подшкала", width=28),
    xlsx.Column("Было", "number"),
    xlsx.Column("Стало", "number"),
    xlsx.Column("Изменение", "number"),
    xlsx.Column("Выросло у", "int"),
    xlsx.Column("Людей с обоими замерами", "int", 18),
    xlsx.Column("Спрошено на обоих", "int", 18),
    xlsx.Column("Словами", width=30),
)


def change_pdf(page, on):
    return render_pdf(change_paper(page, on))


def change_docx(page, on):
    return render_docx(change_paper(page, on))


def change_paper(page, on):
    blocks = [Title(NAME.upper(), about=f"за {page.year} учебный год, на {paper_date(on)}"), Paragraph(page.method)]
    for part in page.parts:
        blocks += [Heading(part.title, align="left"), Paragraph(part.lead)]
        for one in part.comparisons:
            blocks.append(Heading(one.title, level=2, align="left"))
            if one.lines:
                blocks.append(Table(COLUMNS, tuple((line.name, *line.words) for line in one.lines)))
            else:
                blocks.append(Paragraph("Замеров ещё не было."))
            if one.chart:
                blocks.append(chart_block(one.chart))
        learners = tuple(f"{stage.lower()} – {words};" for stage, words in part.learners)
        blocks += [Paragraph("Результаты студентов, по словам участников:"), Items(learners, style="–")]
    return Paper(
        title=f"{NAME} {page.year}",
        sections=(Section(tuple(blocks)),),
        style=paper_style(),
        letterhead=letterhead(),
        footer=(f"{NAME}. Составлено {paper_date(on)} по данным системы «Наставник».",),
    )


def change_xlsx(page, on):
    rows = [_row(part, one, line) for part in page.parts for one in part.comparisons for line in one.lines]
    learners = [(part.title, stage, words) for part in page.parts for stage, words in part.learners]
    columns = (xlsx.Column("Кто", width=16), xlsx.Column("Этап", width=14), xlsx.Column("Что сказали", width=70))
    lead = (f"{NAME} за {page.year} учебный год, на {paper_date(on)}", page.method)
    return xlsx.write_xlsx(
        [xlsx.Sheet("Изменения", BOOK_COLUMNS, rows, lead), xlsx.Sheet("Результаты студентов", columns, learners)]
    )


def _row(part, one, line):
    change = line.change
    words = line.words[2] if change.shown else line.words[0]
    numbers = (change.before, change.after, change.difference, change.grew, change.n, change.of)
    return (part.title, one.title, line.name, *numbers, words)
