"""The acquaintance sheet as paper (domain D14): who has read exactly which text, when and how, with the code to check it by."""

from mentoring.access import SHEET_TYPE
from mentoring.choices import AcquaintanceWay
from mentoring.documents.layout import check_line, check_square, letterhead, paper_date, paper_style
from mentoring.kit.codes import short_fingerprint
from mentoring.kit.dates import short, stamp, today
from mentoring.kit.paper import Column, Paper, Paragraph, Requisites, Section, Table, Title
from mentoring.kit.text import NBSP
from mentoring.models import needed_marks
from mentoring.office import office
from mentoring.queries.acquaintance import read_print, sheet_of, subject_words

COLUMNS = (
    Column("№", 5, "center"),
    Column("Фамилия, имя, отчество", 26),
    Column("Подразделение", 23),
    Column("Должность", 20),
    Column("Способ, дата и время", 26),
)
WAYS = {AcquaintanceWay.ELECTRONIC: "простая электронная подпись", AcquaintanceWay.PAPER: "на бумаге"}
ORDER_TYPE = "D13"


def acquaintance_paper(document):
    """The list as it stands now: those excused and those who left without a mark are not on it.

    Until an order is signed it carries «ЧЕРНОВИК»; a sheet over an act is numbered from the day it was opened.
    """
    marks = document.acquaintances.filter(needed_marks(today())).order_by("person__sort_key")
    marks = marks.select_related("person__unit", "person__organization", "witness")
    rows = tuple(_row(number, mark) for number, mark in enumerate(marks, 1))
    standing = _stands(document)
    return Paper(
        title="Лист ознакомления",
        style=paper_style(),
        letterhead=letterhead(),
        sections=(Section((*_head(document), Paragraph(_lead(document), indent=False), Table(COLUMNS, rows))),),
        footer=_footer(document, standing),
        code=check_square(document.code) if standing else (),
        draft=not standing,
    )


def _stands(document):
    """Recorded documents and sheets stand from their registration, orders from the director's signature."""
    return document.recorded or document.signatures.filter(revoked_at__isnull=True).exists()


def _head(document):
    if document.type.code != SHEET_TYPE:
        return (Title("ЛИСТ ОЗНАКОМЛЕНИЯ"),)
    date = paper_date(document.date)
    return Title("ЛИСТ ОЗНАКОМЛЕНИЯ"), Requisites(date, office().organization.city, f"№{NBSP}{document.number}")


def _lead(document):
    if document.type.code == ORDER_TYPE:
        heading = document.payload["heading"] if document.payload else document.title
        number = f"№{NBSP}{document.number or '_____'}"
        return f"С приказом от {paper_date(document.date)} {number} «{heading}» ознакомлены:"
    sheet = sheet_of(document)
    due = f" Срок – до {short(sheet.due)}." if sheet else ""
    return f"С документом: {subject_words(document)}.{due} Ознакомлены:"


def _footer(document, standing):
    lines = (f"Отпечаток текста {short_fingerprint(read_print(document))}",) if read_print(document) else ()
    return (*lines, check_line(document.code)) if standing else lines


def _row(number, mark):
    person = mark.person
    unit = person.unit.name if person.unit else ""
    return str(number), person.full_name, unit, mark.post or person.paper_post, _read(mark)


def _read(mark):
    """Empty for a signature by hand; a paper mark names the day and who was present."""
    if not mark.done_at:
        return ""
    if mark.way == AcquaintanceWay.PAPER:
        witness = f"\nв присутствии: {mark.witness.signature_name}" if mark.witness else ""
        return f"{WAYS[mark.way]}\n{_day(mark)}{witness}"
    return f"{WAYS[mark.way]}\n{stamp(mark.done_at)}"


def _day(mark):
    """A mark written down with its day has no hour: it stands at the first moment of that day."""
    return stamp(mark.done_at).removesuffix(" 00:00")
