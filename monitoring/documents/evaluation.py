"""The evaluation of a program on paper: the page's own values, read without an actor, so nothing private is in the file."""

from mentoring.documents.layout import letterhead, paper_style, signature_block, signature_line
from mentoring.kit import charts
from mentoring.kit.docx import render_docx
from mentoring.kit.paper import (
    Chart,
    Column,
    Heading,
    Items,
    KeyValues,
    Paper,
    Paragraph,
    Section,
    Table,
    Title,
    bold,
    paragraphs,
)
from mentoring.kit.pdf import render_pdf
from monitoring.choices import Level
from monitoring.queries.evaluation.level import SOURCES, question_of

NOT_FOLDED = "Четыре уровня не складываются в одну оценку: у них разные шкалы и источники."
NO_CONCLUSION = "Вывод ещё не записан."
MEASURE_COLUMNS = (
    Column("Что измеряли", 30),
    Column("До", 11, "right"),
    Column("После", 14, "right"),
    Column("Изменение", 15, "right"),
    Column("Когда", 15),
    Column("Откуда", 18),
)


def evaluation_pdf(page):
    return render_pdf(evaluation_paper(page))


def evaluation_docx(page):
    return render_docx(evaluation_paper(page))


def evaluation_paper(page):
    """One paper with the conclusion and the chosen levels in their order."""
    blocks = [
        Title("ОЦЕНКА ПРОГРАММЫ НАСТАВНИЧЕСТВА", about=page.title, note=page.term),
        KeyValues(tuple(_people(page))),
        *_conclusion(page),
    ]
    if Level.REACTION in page.levels:
        blocks += _reaction(page)
    for level in page.measured:
        blocks += _measured(level, page.warning)
    blocks += _signature(page)
    return Paper(
        title=f"Оценка программы: {page.title}",
        style=paper_style(),
        letterhead=letterhead(),
        sections=(Section(tuple(blocks)),),
    )


def _people(page):
    yield "Наставник", ", ".join(person.full_name for person in page.mentors) or "–"
    yield "Наставляемый", ", ".join(person.full_name for person in page.mentees) or "–"


def _conclusion(page):
    yield Heading("Вывод", align="left")
    yield Paragraph((bold(f"{page.reading.title}. "), f"{page.summary} {NOT_FOLDED}".strip()))
    if page.conclusion:
        yield from paragraphs(page.conclusion)
    else:
        yield Paragraph(NO_CONCLUSION)


def _heading(level):
    return Heading(f"{level}. {question_of(level)}", align="left")


def _reaction(page):
    reaction = page.reaction
    yield _heading(Level.REACTION)
    source = f"{SOURCES[Level.REACTION]}. "
    if not reaction.shown:
        yield Paragraph(source + reaction.empty)
        return
    yield Paragraph((source, bold(f"Довольны: {page.satisfied}. "), reaction.scope, "."))
    yield Items(page.reaction_facts, style="–")
    if page.reaction_chart:
        yield Chart(str(charts.svg(page.reaction_chart)), f"{SOURCES[Level.REACTION]}: как распределились оценки")
    yield Table((Column("Раздел", 30), Column("Что ответили", 70)), page.reaction_rows)


def _measured(level, warning):
    yield _heading(level.level)
    if not level.filled:
        yield Paragraph(f"{level.source}. {level.empty}")
        return
    note = f" {level.note}." if level.note else ""
    yield Paragraph((f"{level.source}. ", bold(f"{level.figure} {level.unit}."), note))
    if level.facts:
        yield Items(level.facts, style="–")
    if level.chart:
        yield Chart(str(charts.svg(level.chart)), level.source)
    rows = tuple((m.name, m.before, m.after, _change(m), m.dates or "–", m.source or "–") for m in level.measures)
    yield Table(MEASURE_COLUMNS, rows)
    if level.level == Level.RESULTS:
        yield Paragraph(warning)


def _change(measure):
    return f"{measure.change}, {measure.verdict}" if measure.verdict else measure.change


def _signature(page):
    if page.concluded_by is None:
        return
    yield signature_block(
        signature_line(page.concluded_by, page.concluded_by.post or "Куратор", date=page.concluded_on)
    )
