"""The register of documents as a workbook: what the list shows, every row of it."""

from mentoring.choices import DocumentState
from mentoring.kit.codes import spaced
from mentoring.kit.dates import local, stamp
from mentoring.kit.xlsx import Column, Sheet, write_xlsx

COLUMNS = (
    Column("Вид", width=30),
    Column("Номер", width=16),
    Column("Дата", "date", 12),
    Column("Учебный год", width=12),
    Column("Заголовок", width=50),
    Column("Состояние", width=16),
    Column("Подписал", width=24),
    Column("Ознакомились", "int", 14),
    Column("Из", "int", 8),
    Column("Скан", width=8),
    Column("Код проверки", width=18),
)


PETITIONS = (
    Column("Вид", width=16),
    Column("Номер", width=16),
    Column("Подано", "date", 12),
    Column("Учебный год", width=12),
    Column("О чём", width=40),
    Column("Кто просит", width=24),
    Column("Состояние", width=18),
    Column("Решено", "date", 12),
    Column("Кто решил", width=24),
    Column("Документ", width=40),
)


def register_xlsx(documents, petitions, *, at, author):
    """`documents` come annotated as the list reads them: `read`, `of`; `petitions` are those the reader may see."""
    lead = (f"Реестр документов на {stamp(at)}",)
    sheets = [Sheet("Документы", COLUMNS, map(_row, documents), lead)]
    sheets.append(Sheet("Ходатайства и заявления", PETITIONS, map(_petition, petitions), lead))
    return write_xlsx(sheets, author=author)


def _row(document):
    return (
        document.type.name,
        document.number,
        document.date,
        str(document.year),
        document.title,
        DocumentState(document.state).label,
        document.signer.short_name if document.signer else document.requisites.get("issuer", ""),
        document.read,
        document.of,
        "есть" if document.scan_id else "",
        spaced(document.code) if document.number else "",
    )


def _petition(petition):
    """What was asked for and how it ended, never the reasons: those stand on the petition's own page alone."""
    return (
        "Заявление" if petition.is_statement else "Ходатайство",
        petition.number,
        local(petition.sent_at).date(),
        str(petition.year),
        petition.get_kind_display(),
        petition.author.short_name,
        petition.get_state_display(),
        local(petition.decided_at).date() if petition.decided_at else None,
        petition.decided_by.short_name if petition.decided_by else "",
        str(petition.document) if petition.document else "",
    )
