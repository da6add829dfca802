"""The register of documents as a workbook: what the list shows, every row of it."""

from mentoring.choices import DocumentState
from mentoring.kit.codes import spaced
from mentoring.kit.dates import stamp
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


def register_xlsx(documents, *, at, author):
    """`documents` come annotated as the list reads them: `read`, `of`."""
    lead = (f"Реестр документов на {stamp(at)}",)
    return write_xlsx([Sheet("Документы", COLUMNS, map(_row, documents), lead)], author=author)


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
