"""The evaluation of a program on paper: the page's own values, read without an actor, so nothing private is in the file."""

from mentoring.choices import Role
from mentoring.documents.layout import (
    capacity,
    letterhead,
    paper_date,
    paper_style,
    signature_block,
    signature_line,
)
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
    Requisites,
    Section,
    Table,
    Title,
    bold,
    paragraphs,
)
from mentoring.kit.pdf import render_pdf
from mentoring.kit.text import NBSP, listing, small_first
from mentoring.office import office
from mentoring.queries.role_holder import is_acting
from monitoring.choices import Level
from monitoring.queries.evaluation.level import SOURCES, question_of

NOT_FOLDED = "Четыре уровня не складываются в одну оценку: у них разные шкалы и источники."
NO_CONCLUSION = "Вывод ещё не записан."
UNSIGNED = "После вывода изменились измерения, он ещё не подтверждён."
MEASURE_COLUMNS = (
    Column("Что измеряли", 27),
    Column("До", 9, "right"),
    Column("После", 10, "right"),
    Column("Изменение", 16, "right"),
    Column("Когда", 18),
    Column("Откуда", 20),
)

OVERVIEW_COLUMNS = (
    Column("Уровень", 18),
    Column("Что видно", 33),
    Column("По скольким данным", 31),
    Column("Когда", 18),
)
CASE_COLUMNS = (
    Column("Чьи ответы и кто оценил", 40),
    Column("До", 20),
    Column("После", 20),
    Column("Изменение", 20),
)
INDICATOR_COLUMNS = (
    Column("Показатель", 34),
    Column("База", 12, "right"),
    Column("Факт", 20, "right"),
    Column("Цель", 16, "right"),
    Column("Состояние", 18),
)


def evaluation_pdf(page):
    return render_pdf(evaluation_paper(page))


def evaluation_docx(page):
    return render_docx(evaluation_paper(page))


def evaluation_paper(page):
    """One paper with the conclusion and the chosen levels in their order."""
    names = f"{listing(_short(page.mentors))} и {listing(_short(page.mentees))}"
    number = f"Программа № {page.program.number}" if page.program.number else "Программа"
    blocks = [
        Title("ОЦЕНКА ПРОГРАММЫ НАСТАВНИЧЕСТВА", about=names, note=f"{number}, {page.term}"),
        Requisites(paper_date(page.concluded_on), office().organization.city, f"№{NBSP}_____"),
        KeyValues(tuple(_people(page))),
        *_conclusion(page),
    ]
    if Level.REACTION in page.levels:
        blocks += _reaction(page)
    for level in page.measured:
        blocks += _measured(level, page.warning)
        if level.level == Level.BEHAVIOR and page.cases:
            blocks.append(Table(CASE_COLUMNS, page.cases, caption="Кейсы: до и после"))
        if level.level == Level.RESULTS and page.indicators:
            blocks += _indicators(page)
    blocks += _signature(page)
    return Paper(
        title=f"Оценка программы: {names}",
        style=paper_style(),
        letterhead=letterhead(),
        sections=(Section(tuple(blocks)),),
    )


def _short(people):
    return [person.short_name for person in people]


def _people(page):
    yield "Наставник" if len(page.mentors) == 1 else "Наставники", _names(page.mentors)
    yield "Наставляемый" if len(page.mentees) == 1 else "Наставляемые", _names(page.mentees)


def _names(people):
    return ", ".join(person.full_name for person in people) or "–"


def _conclusion(page):
    yield Heading("Вывод", align="left")
    yield Paragraph((bold(f"{page.reading.title}. "), f"{page.summary} {NOT_FOLDED}".strip()))
    for one in page.beside:
        yield Paragraph((bold(f"{one.title}."),))
    yield Table(OVERVIEW_COLUMNS, page.overview, caption="Четыре уровня рядом")
    if page.conclusion:
        yield from paragraphs(page.conclusion)
        if not page.concluded_on:
            yield Paragraph(UNSIGNED)
    else:
        yield Paragraph(NO_CONCLUSION)


def _heading(level):
    return Heading(f"{level}. {question_of(level)}", align="left")


def _reaction(page):
    reaction = page.reaction
    yield _heading(Level.REACTION)
    source = f"{SOURCES[Level.REACTION]}. "
    if not reaction.shown:
        yield Paragraph(source + page.gap.words)
        return
    yield Paragraph((source, bold(f"Довольны: {page.satisfied}. "), reaction.scope, "."))
    yield _list(page.reaction_facts)
    if page.reaction_chart:
        yield Chart(str(charts.svg(page.reaction_chart)), f"{SOURCES[Level.REACTION]}: как распределились оценки")
    yield Table((Column("Раздел", 30), Column("Что ответили", 70)), page.reaction_rows)


def _measured(level, warning):
    yield _heading(level.level)
    yield Paragraph((f"{level.source}. ", *_figure(level)))
    if level.facts:
        yield _list(level.facts)
    if level.chart:
        yield Chart(str(charts.svg(level.chart)), level.source)
    rows = tuple((m.name, m.before, m.after, _change(m), m.dates or "–", m.source or "–") for m in level.measures)
    if rows:
        yield Table(MEASURE_COLUMNS, rows)
    if level.level == Level.RESULTS and (rows or level.unit):
        yield Paragraph(warning)


def _figure(level):
    if not level.unit:
        return (level.gap.words,)
    return bold(f"{level.figure} {level.unit}"), f": {level.note}." if level.note else "."


def _indicators(page):
    """Indicators of the register chosen for the program; no sums of money are among them."""
    rows = tuple(
        (line.indicator.name, line.base_text, line.text, line.target_text, line.tag.word) for line in page.indicators
    )
    yield Table(INDICATOR_COLUMNS, rows, caption=page.indicators_of)


def _list(facts):
    """Facts of the page as one sentence."""
    said = [small_first(fact.rstrip(".")) for fact in facts]
    return Items((*(f"{fact};" for fact in said[:-1]), f"{said[-1]}."), style="–")


def _change(measure):
    return f"{measure.change}, {measure.verdict}" if measure.verdict else measure.change


def _signature(page):
    """A curator concludes, whatever her post in the staff list."""
    if page.concluded_by is None:
        return
    post = capacity("curator", acting=is_acting(page.concluded_by, page.concluded_on, Role.CURATOR))
    yield signature_block(signature_line(page.concluded_by, post, date=page.concluded_on))
