"""The monitoring report as a workbook (R54): what the paper says, and every row behind it."""

import re

from mentoring.kit import charts, xlsx
from mentoring.kit.dates import short
from mentoring.kit.paper.chart import captioned
from mentoring.office import office
from monitoring.attention import attention_page
from monitoring.documents.report import NAME, change_words, chart_has_rows, dated, period_words, where_words
from monitoring.queries.dashboard.meaning import MEANINGS
from monitoring.queries.dashboard_rows import LISTS, all_cells

BOOK_COLUMNS = (
    xlsx.Column("Показатель", width=30),
    xlsx.Column("Числитель", "int"),
    xlsx.Column("Знаменатель", "int"),
    xlsx.Column("Доля", "percent"),
    xlsx.Column("Годом раньше: числитель", "int", 20),
    xlsx.Column("Годом раньше: знаменатель", "int", 22),
    xlsx.Column("Годом раньше: доля", "percent", 18),
    xlsx.Column("Изменение", width=30),
    xlsx.Column("Цель", "int"),
    xlsx.Column("Пояснение", width=36),
    xlsx.Column("Как считается", width=60),
)
FACT_COLUMNS = (
    xlsx.Column("Показатель", width=40),
    xlsx.Column("Числитель", "int"),
    xlsx.Column("Знаменатель", "int"),
    xlsx.Column("Доля", "percent"),
    xlsx.Column("Словами", width=50),
)
ABOUT_COLUMNS = (xlsx.Column("Что", width=30), xlsx.Column("Значение", width=90))
CASE_COLUMNS = (
    xlsx.Column("Правило", width=40),
    xlsx.Column("Случай", width=44),
    xlsx.Column("Сколько", width=18),
    xlsx.Column("Чего", width=22),
    xlsx.Column("Что известно", width=50),
    xlsx.Column("Кто отвечает", width=36),
    xlsx.Column("Следующий шаг", width=40),
)


def report_xlsx(board, by=None):
    """What the report is of, the figures, the numbers of the charts, and a sheet of rows for every figure."""
    about = xlsx.Sheet("Об отчёте", ABOUT_COLUMNS, list(_about(board, by)))
    sheets = [about, xlsx.Sheet("Показатели", BOOK_COLUMNS, [_book_row(board, figure) for figure in board.figures])]
    sheets += [sheet_of_chart(chart) for chart in board.charts if chart_has_rows(chart)]
    sheets.append(_knowledge_sheet(board.knowledge))
    sheets += _achievement_sheets(board.achievements)
    sheets += [
        rows_sheet(LISTS[figure.code], board.question, figure.name)
        for figure in board.figures
        if figure.rows and figure.code in LISTS
    ]
    if board.attention is not None and board.attention.total:
        sheets.append(_cases_sheet(board))
    return xlsx.write_xlsx(sheets, author=by.full_name if by else "")


def _knowledge_sheet(found):
    """Coverage as shares with both their numbers; the means in words."""
    facts = [
        (name, part, whole, part / whole if part is not None and whole else None, words)
        for name, part, whole, words in found.facts
    ]
    return xlsx.Sheet("Знания по тестам", FACT_COLUMNS, facts, (found.meaning,))


def _achievement_sheets(found):
    """The shares with both their numbers, then the counts by kind and level."""
    facts = [(name, part, whole, part / whole if whole else None, words) for name, part, whole, words in found.facts]
    yield xlsx.Sheet("Достижения", FACT_COLUMNS, facts, (found.meaning,))
    if found.rows:
        columns = [xlsx.Column(name, "int" if n > 1 else "text", 26) for n, name in enumerate(found.columns)]
        yield xlsx.Sheet("Достижения по видам", tuple(columns), [row.cells for row in found.rows])


def _about(board, by):
    own = office().organization
    yield "Документ", NAME
    yield "Организация", own.short_name
    yield "Учебный год", f"{board.question.year.label}"
    yield "Показатели", period_words(board)
    yield "Что вошло", where_words(board) or f"{own.word} целиком"
    yield "Составлен", short(board.question.today)
    yield "Кто составил", by.full_name if by else None


def rows_xlsx(rows, question, by=None):
    """The rows behind one figure, under a line about what they are."""
    lead = (f"{rows.title} {question.period}{f', {question.where}' if question.where else ''}",)
    return xlsx.write_xlsx([rows_sheet(rows, question, rows.title, lead)], author=by.full_name if by else "")


def rows_sheet(rows, question, title, lead=()):
    columns = tuple(xlsx.Column(column.name, column.kind, column.width) for column in rows.columns)
    return xlsx.Sheet(title, columns, ([cell.plain for cell in cells] for cells in all_cells(rows, question)), lead)


def _book_row(board, figure):
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
        figure.target,
        dated(board, figure.few or figure.note),
        MEANINGS[figure.code],
    )


def sheet_of_chart(chart):
    """The chart's numbers as numbers, under the note that stands beside them on the page."""
    numbers = charts.table(chart)
    rows = [(name, *map(_number, values)) for name, *values in numbers.rows]
    shares = [any(isinstance(value, float) for value in column) for column in zip(*rows, strict=True)]
    columns = tuple(
        xlsx.Column(name, "percent" if share else "int" if n else "text", 16 if n else 40)
        for n, (name, share) in enumerate(zip(numbers.columns, shares, strict=True))
    )
    return xlsx.Sheet(numbers.caption, columns, rows, (captioned(chart),))


def _number(shown):
    """«47 %» → 0.47, a dash → nothing; counts are numbers already."""
    share = re.fullmatch(r"(\d+)\s%", str(shown))
    if share:
        return int(share[1]) / 100
    return None if shown in ("–", None) else shown


def _cases_sheet(board):
    question = board.question
    found = attention_page(
        question.on, [], 0, board.attention.total, unit_ids=question.unit_ids, limited=question.limited
    )
    rows = [(i.rule, i.title, i.figure, i.note, dated(board, f"{i.text}"), i.owner, i.action) for i in found]
    return xlsx.Sheet("Требует внимания", CASE_COLUMNS, rows)
