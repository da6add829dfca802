"""Requests about own data on paper: the register, the answer to one of them."""

from mentoring.documents.layout import letterhead, paper_date, paper_style, signature_block, signature_line
from mentoring.kit import xlsx
from mentoring.kit.dates import local, short, stamp
from mentoring.kit.paper import (
    Annex,
    Column,
    Paper,
    Paragraph,
    Requisites,
    Section,
    Subject,
    Table,
    Title,
    paragraphs,
)
from mentoring.kit.text import NBSP
from mentoring.office import office
from monitoring.choices.subject import SubjectState

COLUMNS = (
    xlsx.Column("№", "int", 8),
    xlsx.Column("Пришло", "date", 12),
    xlsx.Column("Как", width=14),
    xlsx.Column("От кого", width=34),
    xlsx.Column("О чём", width=38),
    xlsx.Column("Текст", width=60),
    xlsx.Column("Ответить до", "date", 12),
    xlsx.Column("Почему продлено", width=40),
    xlsx.Column("Отвечает", width=24),
    xlsx.Column("Состояние", width=22),
    xlsx.Column("Ответ дан", "date", 12),
    xlsx.Column("Ответ", width=60),
)
REGISTER = (
    Column("№", 6, "center"),
    Column("Пришло", 12),
    Column("От кого", 22),
    Column("О чём", 24),
    Column("Ответить до", 12),
    Column("Отвечает", 16),
    Column("Исход", 24),
)
TITLE = "Журнал обращений субъектов персональных данных"


def requests_xlsx(rows, *, at, author):
    """`rows` are RequestRows."""
    cells = (
        (
            one.number, one.came_on, one.get_way_display(), one.applicant, one.get_kind_display(), one.text, one.due,
            one.extended_because, _who(one.responsible), one.get_state_display(), _day(one.answered_at), one.answer,
        )
        for one in (row.asked for row in rows)
    )  # fmt: skip
    return xlsx.write_xlsx([xlsx.Sheet("Обращения", COLUMNS, cells, (f"{TITLE}, на {stamp(at)}",))], author=author)


def register_paper(rows, *, at):
    """The register as it is printed and filed."""
    lines = tuple(_line(row.asked) for row in rows)
    table = Table(REGISTER, lines) if lines else Paragraph("Обращений не было.")
    blocks = (Title("ЖУРНАЛ", "обращений субъектов персональных данных", f"на {stamp(at)}"), table)
    return Paper(
        title=TITLE,
        sections=(Section(blocks, landscape=True),),
        style=paper_style(),
        letterhead=letterhead(),
        created=at,
    )


def _line(asked):
    end = asked.get_state_display()
    if asked.answered_at:
        end = f"{end}, {short(local(asked.answered_at))}"
    return (
        str(asked.number), short(asked.came_on), asked.applicant, asked.get_kind_display(), short(asked.due),
        _who(asked.responsible) or "–", end,
    )  # fmt: skip


def answer_paper(asked):
    """The letter to the person: what was asked, what is answered, on what ground."""
    refused = asked.state == SubjectState.REFUSED
    law = office().setting("privacy_law_subject")
    day, signer = local(asked.answered_at).date(), asked.answered_by
    blocks = (
        Requisites(paper_date(day), office().organization.city, f"№{NBSP}{asked.number}"),
        Annex(tuple(filter(None, (asked.applicant, asked.contact)))),
        Subject("Об отказе по обращению" if refused else "О рассмотрении обращения"),
        Paragraph(
            f"Ваше обращение от {short(asked.came_on)} № {asked.number} («{asked.get_kind_display()}») рассмотрено."
        ),
        *paragraphs(asked.answer),
        *((Paragraph(f"Основание: {law}."),) if law else ()),
        *((Paragraph("Приложение: файл к ответу."),) if asked.file_id else ()),
        signature_block(signature_line(signer or "", (signer.post if signer else "") or "Ответил(а)")),
    )
    return Paper(
        title=f"Ответ на обращение № {asked.number}", sections=(Section(blocks),), style=paper_style(),
        letterhead=letterhead(), created=asked.answered_at,
    )  # fmt: skip


def _who(person):
    return person.short_name if person else ""


def _day(moment):
    return local(moment).date() if moment else None
