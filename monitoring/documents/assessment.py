"""The yearly assessment as paper: live while it is written, the frozen text once it is sent (D41, R53)."""

from dataclasses import dataclass

from mentoring.documents.layout import (
    check_line,
    check_square,
    letterhead,
    paper_date,
    paper_style,
    signature_block,
    signature_line,
)
from mentoring.kit.codes import short_fingerprint
from mentoring.kit.dates import short
from mentoring.kit.paper import Column, Heading, Paper, Paragraph, Section, Spacer, Subject, Table, Title, bold
from mentoring.kit.text import count_of
from mentoring.office import office
from mentoring.queries.role_holder import director_post
from monitoring.access.assessment import signing_roles
from monitoring.choices.year import Stage
from monitoring.queries.assessment import MARK_WORDS, component_rows, figures_of
from monitoring.queries.roadmap import who_of
from monitoring.words import fraction

SCHEMA = 1
CRITERIA = (Column("Критерий", 34), Column("Отметка", 14, "center"), Column("Чем подтверждается", 52))
DECISIONS = (Column("№", 5, "center"), Column("Решили", 50), Column("Кто отвечает", 25), Column("Срок", 20))
SCALE = "Отметки: 2 – сделано, есть подтверждение; 1 – частично; 0 – нет. Общий балл не выводится."


@dataclass(frozen=True)
class CriterionText:
    code: str
    text: str
    mark: str
    figure: str
    note: str


@dataclass(frozen=True)
class ComponentText:
    name: str
    points: int
    possible: int
    conclusion: str
    rows: tuple[CriterionText, ...]


@dataclass(frozen=True)
class DecisionText:
    text: str
    stage: str
    who: str
    due: str


@dataclass(frozen=True)
class AssessmentText:
    """Everything both sign."""

    year: str
    on: str
    together: bool
    components: tuple[ComponentText, ...]
    conclusion: str
    decisions: tuple[DecisionText, ...]
    schema: int = SCHEMA


def assessment_text(assessment, on):
    """From live rows; `assessment` is loaded through queries.assessment.loaded."""
    figures = figures_of(assessment, on)
    return AssessmentText(
        year=str(assessment.year),
        on=short(on),
        together=assessment.together,
        components=tuple(_component(component_rows(row, figures)) for row in assessment.components.all()),
        conclusion=assessment.conclusion,
        decisions=tuple(
            DecisionText(row.text, Stage(row.stage).label, who_of(row), short(row.due))
            for row in assessment.decisions.all()
        ),
    )


def _component(found):
    rows = tuple(
        CriterionText(
            line.row.code,
            line.row.text,
            MARK_WORDS[line.row.mark],
            line.figure.text if line.figure else "",
            line.row.note,
        )
        for line in found.rows
    )
    return ComponentText(found.component.name, found.points, found.possible, found.component.conclusion, rows)


def text_of_payload(payload):
    components = tuple(
        ComponentText(**{**part, "rows": tuple(CriterionText(**row) for row in part["rows"])})
        for part in payload["components"]
    )
    decisions = tuple(DecisionText(**row) for row in payload["decisions"])
    return AssessmentText(**{**payload, "components": components, "decisions": decisions})


def text_of(assessment, on):
    return text_of_payload(assessment.payload) if assessment.payload else assessment_text(assessment, on)


def assessment_paper(assessment, on):
    """A draft says so; a signed one carries both signatures, its number and the way to check it."""
    text, document = text_of(assessment, on), assessment.document
    number = f" № {document.number}" if document else ""
    signed = {row.role: row for row in assessment.signatures.select_related("person")}
    return Paper(
        title=f"Оценка внедрения{number}, {text.year}",
        style=paper_style(document.style) if document else paper_style(),
        letterhead=letterhead(),
        sections=(Section((*_body(text, number), Spacer(), _signatures(assessment, signed))),),
        created=max(row.signed_at for row in signed.values()) if document else None,
        footer=_footer(document),
        code=check_square(document.code) if document else (),
        draft=document is None,
    )


def _footer(document):
    if document is None:
        return ()
    return (
        f"Оценка внедрения № {document.number} от {paper_date(document.date)}. "
        f"Отпечаток текста {short_fingerprint(document.sha256)}",
        check_line(document.code),
    )


def _body(text, number):
    yield Title(f"ОЦЕНКА ВНЕДРЕНИЯ{number}")
    yield Subject(f"системы наставничества за {text.year} учебный год (п. 6)")
    who = "директор и куратор наставничества" if text.together else "директор"
    yield Paragraph(f"Оценку проводит {who} {office().organization.short_name}. Данные на {text.on}. {SCALE}")
    for part in text.components:
        yield from _part(part)
    yield Heading("Общий вывод", align="left")
    yield Paragraph(text.conclusion or "Вывод ещё не написан.")
    yield Heading("Решения на следующий год", align="left")
    if text.decisions:
        rows = tuple((str(n), row.text, row.who, row.due) for n, row in enumerate(text.decisions, 1))
        yield Table(DECISIONS, rows, caption=f"Решений: {len(rows)}")
    else:
        yield Paragraph("Решений нет.", indent=False)


def _part(part):
    shown = fraction(part.points, part.possible) if part.possible else "–"
    yield Heading(f"{part.name}: {shown}", align="left")
    rows = tuple((row.text, row.mark, " ".join(filter(None, (row.figure, row.note))) or "–") for row in part.rows)
    yield Table(CRITERIA, rows) if rows else Paragraph(count_of(0, "row"), indent=False)
    yield Paragraph((bold("Вывод: "), part.conclusion or "ещё не написан."), indent=False)


def _signatures(assessment, signed):
    blank = {"director": director_post(False), "curator": "Куратор наставничества"}
    lines = [
        signature_line(signed[role].person, signed[role].post, signature=signed[role])
        if role in signed
        else signature_line("", blank[role])
        for role in reversed(signing_roles(assessment))
    ]
    return signature_block(*lines)
