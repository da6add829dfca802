"""The monitoring report (R54, first form): one Dashboard as PDF with charts and as DOCX."""

from mentoring.choices import Role
from mentoring.documents.layout import (
    approve_stamp,
    capacity,
    head_post,
    letterhead,
    paper_date,
    paper_style,
    signature_block,
    signature_line,
)
from mentoring.kit import charts
from mentoring.kit.dates import with_years
from mentoring.kit.docx import render_docx
from mentoring.kit.paper import Column, Heading, Items, Paper, Paragraph, Section, Table, Title, bold
from mentoring.kit.paper.chart import chart_block
from mentoring.kit.pdf import render_pdf
from mentoring.queries.role_holder import in_office, signers
from monitoring.queries.dashboard.meaning import MEANINGS

NAME = "Сводный отчёт мониторинга"
CASES = 20  # of attention, told one by one on paper; XLSX holds them all
ACHIEVEMENT_COLUMNS = (
    Column("Вид", 34),
    Column("Уровень", 26),
    Column("Подтверждено", 20, "center"),
    Column("Со слов", 20, "center"),
)
FIGURE_COLUMNS = (
    Column("Показатель", 27),
    Column("За период", 21, "center"),
    Column("Годом раньше", 20, "center"),
    Column("Изменение", 18),
    Column("Цель", 14),
)


def report_pdf(board, by=None):
    """The bytes of the report with drawn charts and their tables."""
    return render_pdf(paper_of(board, by))


def report_docx(board, by=None):
    """The same paper to edit; charts stand as their tables."""
    return render_docx(paper_of(board, by))


def paper_of(board, by=None):
    """Conclusion, figures, charts with their numbers, cases of attention, how each figure is counted; `by` made it."""
    blocks = (
        Title(NAME.upper(), about=f"Наставничество {period_words(board)}", note=_scope_line(board)),
        Paragraph(dated(board, board.conclusion)),
        Table(FIGURE_COLUMNS, tuple(_figure_row(figure) for figure in board.figures), caption=_comparison(board)),
        Heading("Что видно из чисел", align="left"),
        Items(tuple(sentence_of(board, figure) for figure in board.figures), style="–"),
        *(chart_block(chart) for chart in board.charts if chart_has_rows(chart)),
        *_knowledge_blocks(board.knowledge),
        *_achievement_blocks(board.achievements),
        *_attention_blocks(board),
        Heading("Как считаются показатели", align="left"),
        Items(tuple((bold(f"{figure.name}. "), MEANINGS[figure.code]) for figure in board.figures), style="–"),
        *_signing(board, by),
    )
    return Paper(
        title=f"{NAME} {period_words(board)}",
        sections=(Section(blocks),),
        style=paper_style(),
        letterhead=letterhead(),
        right_stamps=_approval(board),
        footer=(f"{NAME}. Составлен {paper_date(board.question.today)} по данным системы «Наставник».",),
    )


def _approval(board):
    """The head approves the report of the whole college; blanks are for the hand."""
    if board.question.limited:
        return ()
    head, acting = next(iter(signers(board.question.today)), ("", False))
    return (approve_stamp(head, head_post(acting=acting)),)


def _signing(board, by):
    """The curator answers for the whole report; who made the file is its executor."""
    held = [] if board.question.limited else in_office(Role.CURATOR, board.question.today)
    signs = next(((who, acting) for who, acting in held if by and who.pk == by.pk), held[0] if held else None)
    if signs:
        yield signature_block(signature_line(signs[0], capacity("curator", acting=signs[1])))
    if by:
        phone = f", {by.phone}" if by.phone else ""
        yield Paragraph(f"Исполнитель: {by.full_name}{phone}", indent=False, align="left")


def dated(board, words):
    return with_years(words, board.question.today.year)


def period_words(board):
    return board.question.period if board.question.whole else f"на {paper_date(board.on)}"


def chart_has_rows(chart):
    return bool(charts.table(chart).rows)


def _scope_line(board):
    return ", ".join(part for part in (f"{board.question.year.label} учебный год", where_words(board)) if part)


def where_words(board):
    question = board.question
    return question.where or ("подразделения руководителя" if question.limited else "")


def _comparison(board):
    return f"Сравнение – с {paper_date(board.compared_with)}" if board.compared_with else "Сравнивать пока не с чем"


def _figure_row(figure):
    return (
        figure.name,
        figure.text,
        figure.before.words if figure.compared else "–",
        change_words(figure),
        figure.target_words or "–",
    )


def change_words(figure):
    """«↑ на 6 п. п., лучше»; a dash when there is nothing to compare with."""
    verdict = {True: ", лучше", False: ", хуже", None: ""}[figure.good]
    return f"{figure.trend.removeprefix('= ')}{verdict}" if figure.trend else "–"


def sentence_of(board, figure):
    """«Вовлечены педагоги: 41 из 88 (47 %), ↑ на 6 п. п., лучше. Ещё 2 участника не из педагогов.»"""
    change = f", {change_words(figure)}" if figure.trend else ""
    note = f" {figure.note[:1].upper()}{dated(board, figure.note[1:])}." if figure.note else ""
    return (bold(f"{figure.name}: "), f"{figure.text}{change}.{note}")


def _knowledge_blocks(found):
    """The gain of knowledge with its coverage, and how it is counted."""
    lines = Items(tuple(f"{line}." for line in found.lines), style="–")
    return Heading("Знания по тестам за учебный год", align="left"), lines, Paragraph(found.meaning)


def _achievement_blocks(found):
    """How many mentees have one, and the year's achievements by kind and level."""
    heading = Heading("Достижения за учебный год", align="left")
    lines = Items(tuple(f"{line}." for line in found.lines), style="–")
    if not found.rows:
        return heading, lines
    rows = tuple(tuple(map(str, row.cells)) for row in found.rows)
    table = Table(ACHIEVEMENT_COLUMNS, rows, caption="По видам и уровням")
    return heading, lines, table, Paragraph(found.meaning)


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
            (item.title, dated(board, f"{item.figure} {item.note}. {item.text}"), f"{item.owner}: {item.action}")
            for item in board.attention.items
        ),
        caption=_cases_caption(len(board.attention.items), board.attention.total),
    )
    return Heading("Требует внимания", align="left"), counts, cases


def _cases_caption(shown, total):
    return f"Случаи: {total}" if shown == total else f"Первые случаи: {shown} из {total}"
