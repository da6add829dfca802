"""The road map of the year as paper: what stands now, or the text the director approved (D03, R50)."""

from dataclasses import dataclass

from mentoring.documents.layout import (
    approve_stamp,
    check_line,
    check_square,
    head_post,
    letterhead,
    paper_date,
    paper_style,
)
from mentoring.documents.order import live_signature
from mentoring.kit.codes import short_fingerprint
from mentoring.kit.dates import short, stamp
from mentoring.kit.paper import Column, Heading, Paper, Paragraph, Section, Subject, Table, Title
from mentoring.kit.xlsx import Column as Cell
from mentoring.kit.xlsx import Sheet, write_xlsx
from monitoring.choices.year import Stage, TaskState
from monitoring.queries.roadmap import who_of

SCHEMA = 1
COLUMNS = (
    Column("№", 5, "center"),
    Column("Что сделать", 42),
    Column("Кто отвечает", 20),
    Column("Срок", 12),
    Column("Что должно получиться", 21),
)
STATE_COLUMNS = (
    Column("№", 5, "center"),
    Column("Что сделать", 34),
    Column("Кто отвечает", 18),
    Column("Срок", 12),
    Column("Состояние", 12),
    Column("Результат", 19),
)
CELLS = (
    Cell("Этап", width=26),
    Cell("Задача", width=60),
    Cell("Кто отвечает", width=30),
    Cell("Срок", "date", 12),
    Cell("Первый срок", "date", 12),
    Cell("Что должно получиться", width=40),
    Cell("Состояние", width=14),
    Cell("Отмечено", "date", 12),
    Cell("Результат или причина", width=60),
    Cell("Откуда", width=22),
)


@dataclass(frozen=True)
class Line:
    stage: str
    title: str
    who: str
    due: str
    expected: str = ""


@dataclass(frozen=True)
class RoadmapText:
    """What the director approves."""

    year: str
    lines: tuple[Line, ...]
    schema: int = SCHEMA


def roadmap_text(roadmap, tasks):
    lines = tuple(Line(task.stage, task.title, who_of(task), short(task.due), task.expected) for task in tasks)
    return RoadmapText(str(roadmap.year), lines)


def text_of_payload(payload):
    return RoadmapText(**{**payload, "lines": tuple(Line(**line) for line in payload["lines"])})


def approved_paper(document):
    """The approved map, from the frozen text."""
    text, signature = text_of_payload(document.payload), live_signature(document)
    number = f"№ {document.number}"
    return Paper(
        title=f"Дорожная карта {number}",
        style=paper_style(document.style),
        letterhead=letterhead(),
        right_stamps=_stamps(signature),
        sections=(Section((*_head(text.year), *_approved(text)), landscape=True),),
        created=signature.signed_at if signature else None,
        footer=(
            f"Дорожная карта {number} от {paper_date(document.date)}. Отпечаток текста {short_fingerprint(document.sha256)}",
            check_line(document.code),
        ),
        code=check_square(document.code),
    )


def _stamps(signature):
    if signature is None:
        return ()
    acting = signature.post.startswith("И. о.") or signature.post.startswith("И.\u00a0о.")
    return (approve_stamp(signature.person, head_post(acting=acting), signature=signature),)


def current_paper(page, at):
    """The map as it goes: states and results of every task shown on the page."""
    blocks = [*_head(str(page.year)), Paragraph(f"Как идёт работа на {stamp(at)}. {page.counts_words}", indent=False)]
    for stage in page.stages:
        blocks.append(Heading(f"{stage.name}: {stage.words}", align="left"))
        rows = tuple(
            (
                str(n),
                row.task.title,
                row.who,
                short(row.task.due),
                row.tag.word,
                row.task.result or row.task.reason or "–",
            )
            for n, row in enumerate(stage.rows, 1)
        )
        blocks.append(Table(STATE_COLUMNS, rows) if rows else Paragraph("Задач нет.", indent=False))
    return Paper(
        title=f"Дорожная карта {page.year}",
        style=paper_style(),
        letterhead=letterhead(),
        sections=(Section(tuple(blocks), landscape=True),),
        footer=(f"Дорожная карта наставничества, {page.year} учебный год",),
    )


def _head(year):
    return Title("ДОРОЖНАЯ КАРТА"), Subject(f"внедрения наставничества на {year} учебный год (п. 4.1)")


def _approved(text):
    for stage in Stage:
        lines = [line for line in text.lines if line.stage == stage]
        yield Heading(stage.label, align="left")
        rows = tuple((str(n), line.title, line.who, line.due, line.expected or "–") for n, line in enumerate(lines, 1))
        yield Table(COLUMNS, rows) if rows else Paragraph("Задач нет.", indent=False)


def roadmap_xlsx(page, *, at, author):
    lead = (f"Дорожная карта, {page.year} учебный год, на {stamp(at)}", page.counts_words)
    rows = (_cells(row) for stage in page.stages for row in stage.rows)
    return write_xlsx([Sheet("Дорожная карта", CELLS, rows, lead)], author=author)


def _cells(row):
    task = row.task
    return (
        Stage(task.stage).label,
        task.title,
        row.who,
        task.due,
        task.moved_from,
        task.expected,
        TaskState(task.state).label,
        task.settled_on,
        task.result or task.reason,
        task.get_origin_display(),
    )
