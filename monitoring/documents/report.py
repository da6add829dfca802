"""The monitoring report (R54, first form): one Dashboard as PDF with charts, as DOCX, and as XLSX with every row."""

from mentoring.documents.layout import letterhead, paper_date, paper_style
from mentoring.kit import charts, xlsx
from mentoring.kit.docx import render_docx
from mentoring.kit.paper import Column, Heading, Items, Paper, Paragraph, Section, Table, Title, bold
from mentoring.kit.paper.chart import chart_block
from mentoring.kit.pdf import render_pdf
from monitoring.attention import attention_page
from monitoring.queries.dashboard.meaning import MEANINGS
from monitoring.queries.dashboard_rows import LISTS, all_cells

NAME = "Сводный отчёт мониторинга"
CASES = 20  # of attention, told one by one on paper; XLSX holds them all
FIGURE_COLUMNS = (
    Column("Показатель", 30),
    Column("За период", 22, "center"),
    Column("Годом раньше", 22, "center"),
    Column("Изменение", 26),
)
BOOK_COLUMNS = (
    xlsx.Column("Показатель", width=30),
    xlsx.Column("Числитель", "int"),
    xlsx.Column("Знаменатель", "int"),
    xlsx.Column("Доля", "percent"),
    xlsx.Column("Годом раньше: числитель", "int", 20),
    xlsx.Column("Годом раньше: знаменатель", "int", 22),
    xlsx.Column("Годом раньше: доля", "percent", 18),
    xlsx.Column("Изменение", width=30),
    xlsx.Column("Пояснение", width=60),
    xlsx.Column("Как считается", width=80),
)
CASE_COLUMNS = (
    xlsx.Column("Правило", width=40),
    xlsx.Column("Случай", width=44),
    xlsx.Column("Сколько", width=18),
    xlsx.Column("Чего", width=22),
    xlsx.Column("Что известно", width=50),
    xlsx.Column("Кто отвечает", width=36),
    xlsx.Column("Следующий шаг", width=40),
)


def report_pdf(board):
    """The bytes of the report with drawn charts and their tables."""
    return render_pdf(paper_of(board))


def report_docx(board):
    """The same paper to edit; charts stand as their tables."""
    return render_docx(paper_of(board))


def paper_of(board):
    """Conclusion, figures, charts with their numbers, cases of attention, how each figure is counted."""
    blocks = (
        Title(NAME.upper(), about=f"Наставничество {_period(board)}", note=_scope_line(board)),
        Paragraph(board.conclusion),
        Table(FIGURE_COLUMNS, tuple(_figure_row(figure) for figure in board.figures), caption=_comparison(board)),
        Heading("Что видно из чисел", align="left"),
        Items(tuple(sentence_of(figure) for figure in board.figures), style="–"),
        *(chart_block(chart) for chart in board.charts if chart_has_rows(chart)),
        *_attention_blocks(board),
        Heading("Как считаются показатели", align="left"),
        Items(tuple((bold(f"{figure.name}. "), MEANINGS[figure.code]) for figure in board.figures), style="–"),
    )
    return Paper(
        title=f"{NAME} {_period(board)}",
        sections=(Section(blocks),),
        style=paper_style(),
        letterhead=letterhead(),
        footer=(f"{NAME}. Составлен {paper_date(board.question.today)} по данным системы «Наставник».",),
    )


def _period(board):
    return board.question.period if board.question.whole else f"на {paper_date(board.on)}"


def chart_has_rows(chart):
    return bool(charts.table(chart).rows)


def _scope_line(board):
    question = board.question
    where = question.unit.name if question.unit else ("подразделения руководителя" if question.limited else "")
    return f"{question.year.label} учебный год{f', {where}' if where else ''}"


def _comparison(board):
    return f"Сравнение – с {paper_date(board.compared_with)}" if board.compared_with else "Сравнивать пока не с чем"


def _figure_row(figure):
    return (figure.name, figure.text, figure.before.words if figure.compared else "–", change_words(figure))


def change_words(figure):
    """«↑ на 6 п. п., лучше»; a dash when there is nothing to compare with."""
    verdict = {True: ", лучше", False: ", хуже", None: ""}[figure.good]
    return f"{figure.trend.removeprefix('= ')}{verdict}" if figure.trend else "–"


def sentence_of(figure):
    """«Вовлечены педагоги: 41 из 88 (47 %), ↑ на 6 п. п., лучше. Ещё 2 участника не из педагогов.»"""
    change = f", {change_words(figure)}" if figure.trend else ""
    note = f" {figure.note[:1].upper()}{figure.note[1:]}." if figure.note else ""
    return (bold(f"{figure.name}: "), f"{figure.text}{change}.{note}")


def _attention_blocks(board):
    if board.attention is None or not board.attention.rules:
        return ()
    counts = Table(
        (Column("Правило", 80), Column("Случаев", 20, "center")),
        tuple((rule.name, str(rule.n)) for rule in board.attention.rules),
    )
    cases = Table(
        (Column("Случай", 34), Column("Что замечено", 36), Column("Следующий шаг", 30)),
        tuple(
            (item.title, f"{item.figure} {item.note}. {item.text}", f"{item.owner}: {item.action}")
            for item in board.attention.items
        ),
        caption=f"Первые случаи: {len(board.attention.items)} из {board.attention.total}",
    )
    return Heading("Требует внимания", align="left"), counts, cases


# XLSX


def report_xlsx(board):
    """The figures, the numbers of the charts, and a sheet of rows for every figure."""
    sheets = [xlsx.Sheet("Показатели", BOOK_COLUMNS, [_book_row(figure) for figure in board.figures])]
    sheets += [_chart_sheet(chart) for chart in board.charts if chart_has_rows(chart)]
    sheets += [
        rows_sheet(LISTS[figure.code], board.question, figure.name)
        for figure in board.figures
        if figure.rows and figure.code in LISTS
    ]
    if board.attention is not None and board.attention.total:
        sheets.append(_cases_sheet(board))
    return xlsx.write_xlsx(sheets)


def rows_xlsx(rows, question):
    """The rows behind one figure."""
    return xlsx.write_xlsx([rows_sheet(rows, question, rows.title)])


def rows_sheet(rows, question, title):
    columns = tuple(xlsx.Column(column.name, column.kind, column.width) for column in rows.columns)
    return xlsx.Sheet(title, columns, ([cell.plain for cell in cells] for cells in all_cells(rows, question)))


def _book_row(figure):
    shown = not figure.few
    now, before = figure.now, figure.before if figure.compared else None
    return (
        figure.name,
        now.part if shown else None,
        now.whole if shown else None,
        now.share if shown and now.whole else None,
        before.part if before else None,
        before.whole if before else None,
        before.share if before and before.whole else None,
        change_words(figure),
        figure.few or figure.note,
        MEANINGS[figure.code],
    )


def _chart_sheet(chart):
    numbers = charts.table(chart)
    columns = tuple(xlsx.Column(name, width=30 if not n else 16) for n, name in enumerate(numbers.columns))
    return xlsx.Sheet(numbers.caption, columns, numbers.rows)


def _cases_sheet(board):
    question = board.question
    found = attention_page(
        question.on, [], 0, board.attention.total, unit_ids=question.unit_ids, limited=question.limited
    )
    rows = [(i.rule, i.title, i.figure, i.note, i.text, i.owner, i.action) for i in found]
    return xlsx.Sheet("Требует внимания", CASE_COLUMNS, rows)
