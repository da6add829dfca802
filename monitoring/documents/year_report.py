"""The yearly report on paper and as a workbook: one ReportText, so that no format says another number."""

from mentoring.documents.layout import (
    approve_stamp,
    check_line,
    check_square,
    head_post,
    letterhead,
    of_college,
    paper_date,
    paper_style,
    signature_block,
    signature_line,
)
from mentoring.kit import charts, xlsx
from mentoring.kit.dates import short
from mentoring.kit.docx import render_docx
from mentoring.kit.paper import Column, Heading, Items, Paper, Section, Table, Title, bold, paragraphs
from mentoring.kit.paper.chart import chart_block
from mentoring.kit.pdf import render_pdf
from mentoring.kit.text import group_digits
from mentoring.queries.role_holder import signers
from monitoring.choices.output import YearReportState
from monitoring.documents.report_book import sheet_of_chart
from monitoring.documents.snapshot import ABOUT_COLUMNS, rows_sheet
from monitoring.queries.snapshot.page import change_words
from monitoring.queries.year_report.payload import text_of

NAME = "Отчёт о мониторинге наставничества"
SHARES = {"percent": lambda value: f"{int(100 * value + 0.5)} %"}


def year_report_pdf(report):
    return render_pdf(year_report_paper(report))


def year_report_docx(report):
    return render_docx(year_report_paper(report))


def year_report_paper(report):
    text, document = text_of(report), report.document
    number = f" № {document.number}" if document else ""
    version = f"версия {report.version}, числа на {paper_date(report.counted_at)}"
    blocks = [Title(f"{NAME.upper()}{number}", about=f"за {text.year} учебный год", note=version)]
    blocks += [Heading("Общий вывод", align="left"), *paragraphs(text.summary)] if text.summary else []
    for place, section in enumerate(text.sections, 1):
        blocks += _section(place, section, text.years)
    blocks += _meanings(text)
    signed = {row.role: row for row in document.signatures.select_related("person")} if document else {}
    if report.signed_by:
        mark, day = signed.get("curator"), None if document else report.signed_at
        blocks.append(signature_block(signature_line(report.signed_by, report.signed_post, signature=mark, date=day)))
    return Paper(
        title=f"{NAME} за {text.year} учебный год",
        sections=(Section(tuple(blocks)),),
        style=paper_style(document.style) if document else paper_style(),
        letterhead=letterhead(),
        right_stamps=(_stamp(report, signed.get("director")),),
        footer=tuple(_footer(report)),
        code=check_square(document.code) if document else (),
        draft=report.state == YearReportState.DRAFT,
    )


def _footer(report):
    if report.sha256:
        yield f"{NAME}, версия {report.version}. Отпечаток текста {report.sha256[:16]}"
    if report.document:
        yield check_line(report.document.code)


def _stamp(report, signature):
    """УТВЕРЖДАЮ: who approved, or today's director and blanks for the hand."""
    if report.approved_by:
        post = of_college(report.approved_post)
        return approve_stamp(report.approved_by, post, report.approved_at, signature=signature)
    head, acting = next(iter(signers(report.counted_at.date())), ("", False))
    return approve_stamp(head, head_post(acting=acting))


def _section(number, section, years):
    clause = f" (п. {section.clause})" if section.clause else ""
    yield Heading(f"{number}. {section.title}{clause}", align="left")
    if section.figures:
        yield _figures(section, years)
    for chart in section.charts:
        if charts.table(chart).rows:
            yield chart_block(chart)
    for grid in section.grids:
        yield _grid(grid)
    if section.beside:
        yield Items(tuple(f"{fact.rstrip('.')}." for fact in section.beside), style="–")
    if section.conclusion:
        yield from paragraphs(section.conclusion, lead="Вывод.")


def _figures(section, years):
    heads = [Column(year, 20, "center") for year in years]
    columns = (Column("Показатель", 28), *heads, Column("Изменение и цель", 26))
    return Table(columns, tuple(figure_row(section, figure, len(years)) for figure in section.figures))


def figure_row(section, figure, depth):
    """The figure of every year and what became of it; the same words on the page."""
    cells = section.cells(figure)
    return (figure.name, *cells, *("–" for _ in range(depth - len(cells))), moved_words(figure))


def moved_words(figure):
    return "; ".join(part for part in (change_words(figure), figure.target_words) if part and part != "–") or "–"


def _grid(grid):
    columns = tuple(
        Column(name, 40 if n == 0 else 28 if kind == "text" else 20, "left" if kind == "text" else "center")
        for n, (name, kind) in enumerate(zip(grid.columns, grid.kinds, strict=True))
    )
    rows = tuple(grid_cells(grid, row) for row in grid.rows)
    return Table(columns, rows, caption=grid.caption)


def grid_cells(grid, row):
    return tuple(_shown(cell, kind) for cell, kind in zip(row, grid.kinds, strict=True))


def _shown(cell, kind):
    if cell is None:
        return "–"
    if kind in SHARES:
        return SHARES[kind](cell)
    return group_digits(cell) if isinstance(cell, int) else str(cell)


def _meanings(text):
    lines = {figure.name: section.meanings[figure.code] for section in text.sections for figure in section.figures}
    if not lines:
        return
    yield Heading("Как считаются показатели", align="left")
    yield Items(tuple((bold(f"{name}. "), meaning) for name, meaning in lines.items()), style="–")


# The workbook


def year_report_xlsx(report, kept, by=None):
    """What the report is, its figures year by year as numbers, tables, charts, conclusions; `kept` are rows behind."""
    text = text_of(report)
    sheets = [
        xlsx.Sheet("Об отчёте", ABOUT_COLUMNS, list(_about(report, text))),
        _figures_sheet(text),
        xlsx.Sheet("Выводы", (xlsx.Column("Раздел", width=40), xlsx.Column("Вывод", width=110)), _conclusions(text)),
    ]
    sheets += [_grid_sheet(grid) for section in text.sections for grid in section.grids]
    drawn = [chart for section in text.sections for chart in section.charts if charts.table(chart).rows]
    sheets += [sheet_of_chart(chart) for chart in drawn]
    sheets += [rows_sheet(one) for one in kept]
    return xlsx.write_xlsx(sheets, author=by.full_name if by else "")


def _about(report, text):
    yield "Документ", f"{NAME} за {text.year} учебный год, версия {report.version}"
    yield "Состояние", report.get_state_display()
    yield "Числа на", short(report.counted_at)
    yield "Подписал", report.signed_by.full_name if report.signed_by else None
    yield "Утвердил", report.approved_by.full_name if report.approved_by else None
    yield "Отпечаток SHA-256", report.sha256 or None


def _figures_sheet(text):
    columns = [xlsx.Column("Раздел", width=34), xlsx.Column("Показатель", width=34)]
    for year in text.years:
        columns += [
            xlsx.Column(f"{year}: числитель", "int", 18),
            xlsx.Column(f"{year}: знаменатель", "int", 18),
            xlsx.Column(f"{year}: словами", width=26),
        ]
    columns += [xlsx.Column("Изменение и цель", width=40), xlsx.Column("Как считается", width=60)]
    rows = [_figure_cells(section, figure, len(text.years)) for section in text.sections for figure in section.figures]
    return xlsx.Sheet("Показатели", tuple(columns), rows)


def _figure_cells(section, figure, depth):
    words = section.cells(figure)
    cells = [section.title, figure.name]
    for n in range(depth):
        at = figure.now if n == 0 else (figure.series[n] if n < len(figure.series) else None)
        shown = at is not None and n < len(words) and words[n] != "–" and not (n == 0 and figure.few)
        cells += [at.part if shown else None, at.whole if shown else None, words[n] if n < len(words) else None]
    return [*cells, moved_words(figure), section.meanings[figure.code]]


def _grid_sheet(grid):
    columns = tuple(
        xlsx.Column(name, kind, 50 if n == 0 else 20)
        for n, (name, kind) in enumerate(zip(grid.columns, grid.kinds, strict=True))
    )
    return xlsx.Sheet(grid.caption, columns, [list(row) for row in grid.rows])


def _conclusions(text):
    yield ["Общий вывод", text.summary or None]
    for section in text.sections:
        yield [section.title, section.conclusion or None]
