"""A card of difficulties on paper: the page's own values, as its reader sees them (domain D15)."""

from mentoring.documents.layout import letterhead, paper_date, paper_style, signature_block, signature_line
from mentoring.kit import charts, dates
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
)
from mentoring.office import office
from mentoring.queries.diagnosis.profile import COMPETENCES
from mentoring.queries.diagnosis.words import moment_words

COMPETENCE_NAMES = tuple(name for name, _, _ in COMPETENCES)
COMPARED = (
    Column("Направление", 30),
    Column("На входе", 11, "right"),
    Column("На выходе", 12, "right"),
    Column("Изменение", 18, "right"),
    Column("Оба раза", 12),
    Column("Итог", 17),
)


def diagnosis_paper(page):
    """Title, the profile as a chart and a table, differences of opinions, what changed; the teacher's own line below."""
    diagnosis, person = page.diagnosis, page.diagnosis.person
    blocks = [
        Title("КАРТА ЗАТРУДНЕНИЙ", about=person.full_name, note=f"{moment_words(diagnosis)}, {_version(diagnosis)}"),
        Requisites(paper_date(dates.local(diagnosis.done_at).date()), office().organization.city, ""),
        KeyValues(tuple(_facts(page))),
        Heading("Профиль", align="left"),
        Paragraph((bold(page.summary), f" {page.formula}")),
        Chart(str(charts.svg(page.chart)), "Среднее по направлениям: чем длиннее полоса, тем труднее"),
        _profile(page),
        *_hard(page),
        *_opinions(page),
        *_comparison(page.comparison),
        signature_block(signature_line(person, person.post or "педагог")),
    ]
    return Paper(
        title=f"Карта затруднений: {person.short_name}",
        style=paper_style(),
        letterhead=letterhead(),
        sections=(Section(tuple(blocks)),),
    )


def _version(diagnosis):
    return f"версия карты {diagnosis.card.version}"


def _facts(page):
    person = page.diagnosis.person
    yield "Должность", person.post or "–"
    if person.unit:
        yield "Подразделение", person.unit.name
    for row in page.about:
        yield (f"{row.name} компетенция" if row.name in COMPETENCE_NAMES else row.name), row.value


def _profile(page):
    names = [one.sheet.get_side_display() for one in page.others]
    columns = (
        Column("Направление", 31),
        Column("Сам педагог", 13, "right"),
        *(Column(name, 20, "right") for name in names),
        Column("Что это значит", 22),
        Column("Отвечено", 14),
    )
    rows = tuple(
        (row.name, row.mean, *row.others, f"{row.said}, {row.ticks}" if row.ticks else row.said, row.answered)
        for row in page.rows
    )
    return Table(columns, rows)


def _hard(page):
    if not page.hard:
        return
    yield Heading("Что трудно", align="left")
    for name, texts in page.hard:
        yield Paragraph(bold(f"{name}:"), indent=False)
        yield _list(texts)


def _opinions(page):
    if not page.others:
        return
    yield Heading("Второе мнение", align="left")
    authors = ", ".join(
        f"{one.sheet.author.short_name} ({one.sheet.get_side_display().lower()})" for one in page.others
    )
    yield Paragraph(f"Дано: {authors}.")
    if page.differences:
        yield Items(page.differences, style="–")
    else:
        yield Paragraph("Мнения не расходятся.")


def _comparison(part):
    if part is None:
        return
    yield Heading("Что изменилось", align="left")
    if part.reason:
        yield Paragraph(part.reason)
        return
    yield Paragraph((bold(part.headline), f" {part.over} {part.rule}"))
    yield Table(COMPARED, part.rows)
    for title, texts in part.lists:
        yield Paragraph(bold(f"{title}:"), indent=False)
        yield _list(texts)


def _list(texts):
    return Items((*(f"{text};" for text in texts[:-1]), f"{texts[-1]}."), style="–")
