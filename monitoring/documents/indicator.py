"""The register of indicators on paper and as a workbook: the page's own lines."""

from mentoring.documents.layout import letterhead, paper_date, paper_style
from mentoring.kit import xlsx
from mentoring.kit.docx import render_docx
from mentoring.kit.paper import Column, Heading, Paper, Paragraph, Section, Table, Title
from mentoring.kit.pdf import render_pdf
from monitoring.choices.indicator import IndicatorGroup
from monitoring.queries.indicator.cost import COLUMNS as COST_HEADS
from monitoring.queries.indicator.loading import PAYMENT_COLUMNS, VALUE_COLUMNS
from monitoring.queries.indicator.words import INDIRECT

NAME = "Реестр показателей наставничества"
COLUMNS = (
    Column("Показатель", 30),
    Column("База", 10, "center"),
    Column("Факт", 26, "center"),
    Column("Цель", 16, "center"),
    Column("Состояние", 18, "center"),
)
BOOK_COLUMNS = (
    xlsx.Column("№", "int", 6),
    xlsx.Column("Раздел", width=24),
    xlsx.Column("Показатель", width=44),
    xlsx.Column("Пункт", width=8),
    xlsx.Column("База", "number"),
    xlsx.Column("Числитель", "number"),
    xlsx.Column("Знаменатель", "number"),
    xlsx.Column("Факт", "number"),
    xlsx.Column("Единица", width=10),
    xlsx.Column("Факт словами", width=36),
    xlsx.Column("Рядом", width=44),
    xlsx.Column("Цель", width=26),
    xlsx.Column("Состояние", width=24),
    xlsx.Column("Откуда", width=26),
    xlsx.Column("Как считается", width=60),
)


def register_pdf(found, by=None):
    return render_pdf(register_paper(found, by))


def register_docx(found, by=None):
    return render_docx(register_paper(found, by))


def register_paper(found, by=None):
    """The lines by sections, each with what stands beside its fact."""
    blocks = [Title(NAME.upper(), about=found.question.period), Paragraph(found.lead)]
    for code, name in IndicatorGroup.choices:
        rows = tuple(_row(line) for line in found.lines if line.indicator.group == code)
        if rows:
            blocks += [Heading(name, align="left"), Table(COLUMNS, rows)]
            if code == IndicatorGroup.RESULTS:
                blocks.append(Paragraph(INDIRECT))
    if by:
        blocks.append(Paragraph(f"Исполнитель: {by.full_name}", indent=False, align="left"))
    today = found.question.today
    return Paper(
        title=f"{NAME} {found.question.period}",
        sections=(Section(tuple(blocks)),),
        style=paper_style(),
        letterhead=letterhead(),
        footer=(f"{NAME}. Составлен {paper_date(today)} по данным системы «Наставник».",),
    )


def _row(line):
    beside = f"; {line.beside}" if line.beside else ""
    return (line.indicator.name, line.base_text, f"{line.text}{beside}", line.target_text, line.tag.word)


def register_xlsx(found, by=None):
    rows = [_book_row(line) for line in found.lines]
    sheet = xlsx.Sheet("Показатели", BOOK_COLUMNS, rows, (f"{NAME} {found.question.period}",))
    return xlsx.write_xlsx([sheet], author=by.full_name if by else "")


def _book_row(line):
    fact, indicator = line.fact, line.indicator
    shown = fact if fact is not None and not fact.few else None
    return (
        indicator.position,
        indicator.get_group_display(),
        indicator.name,
        indicator.clause,
        _plain(line.base),
        _plain(shown.part) if shown else None,
        _plain(shown.whole) if shown else None,
        _plain(shown.value) if shown else None,
        indicator.unit,
        line.text,
        line.beside,
        line.target_text,
        line.tag.word,
        line.source,
        indicator.formula,
    )


def _plain(value):
    return None if value is None else float(round(value, 2))


# Costs and samples of tables


def cost_xlsx(found, by=None):
    columns = tuple(
        xlsx.Column(head.name, "number" if n else "text", 18 if n else 40) for n, head in enumerate(COST_HEADS)
    )
    whole = [(name, words) for name, words in found.facts]
    sheets = [
        xlsx.Sheet("Затраты по наставникам", columns, [line.numbers for line in found.lines], (found.question.period,)),
        xlsx.Sheet("Всего", (xlsx.Column("Что", width=36), xlsx.Column("Сколько", width=40)), whole),
    ]
    return xlsx.write_xlsx(sheets, author=by.full_name if by else "")


def values_sample(indicators, year):
    """A table to fill: every indicator that is entered by hand, in the columns the loading knows."""
    columns = tuple(
        xlsx.Column(name, width=40 if key in ("code", "note") else 16) for key, name in VALUE_COLUMNS.items()
    )
    empty = (None,) * (len(columns) - 3)
    rows = [(one.name, year, "1" if one.period == "half" else None, *empty) for one in indicators]
    return xlsx.write_xlsx([xlsx.Sheet("Значения показателей", columns, rows)])


def payments_sample(example):
    columns = tuple(
        xlsx.Column(name, width=40 if key in ("person", "note") else 16) for key, name in PAYMENT_COLUMNS.items()
    )
    return xlsx.write_xlsx([xlsx.Sheet("Выплаты наставникам", columns, [example])])


def rows_xlsx(rows, cells, title, by=None):
    """Rows behind one figure."""
    columns = tuple(xlsx.Column(column.name, column.kind, column.width) for column in rows.columns)
    sheet = xlsx.Sheet(rows.title, columns, ([cell.plain for cell in line] for line in cells), (title,))
    return xlsx.write_xlsx([sheet], author=by.full_name if by else "")
