"""One door to XLSX: plain sheets with a frozen header, real dates and numbers, and nothing that a program could run."""

import re
from dataclasses import dataclass
from datetime import date, datetime
from io import BytesIO

from django.utils import timezone

from .paper import clean

FORMATS = {
    "text": "@",
    "int": "0",
    "number": "#,##0.0",
    "percent": "0%",
    "date": "dd.mm.yyyy",
    "datetime": "dd.mm.yyyy hh:mm",
    "money": '#,##0.00\\ "₽"',
}
MAX_TEXT = 32_767
FIRST_YEAR = 1900
_STARTS_A_FORMULA = ("=", "+", "-", "@")


@dataclass(frozen=True)
class Column:
    """`kind` is a key of FORMATS; `percent` takes a share (0.75), `width` is in characters."""

    name: str
    kind: str = "text"
    width: float = 14


@dataclass(frozen=True)
class Sheet:
    """`rows` may be any iterable of value tuples, read once while writing: a long list is never held twice."""

    title: str
    columns: tuple[Column, ...]
    rows: object


def write_xlsx(sheets, *, author="") -> bytes:
    """The bytes of a workbook. Texts stay texts: a cell that looks like a formula is stored as a string and quoted."""
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    book.properties.creator = clean(author)
    titles = set()
    for sheet in sheets:
        _write(book.create_sheet(_free_title(sheet.title, titles)), sheet)
    content = BytesIO()
    book.save(content)
    return content.getvalue()


def _write(page, sheet):
    from openpyxl.utils import get_column_letter

    for number, column in enumerate(sheet.columns, 1):
        page.column_dimensions[get_column_letter(number)].width = column.width
    page.freeze_panes = "A2"
    page.print_title_rows = "1:1"
    head = [_Pen(page, "text", bold=True) for _ in sheet.columns]
    page.append([pen.cell(column.name) for pen, column in zip(head, sheet.columns, strict=True)])
    pens = [_Pen(page, column.kind) for column in sheet.columns]
    last = 1
    for row in sheet.rows:
        page.append([pen.cell(value) for pen, value in zip(pens, row, strict=True)])
        last += 1
    page.auto_filter.ref = f"A1:{get_column_letter(len(sheet.columns))}{last}"


class _Pen:
    """Writes one column. A row is written before the next one is made, so three cells serve the whole column."""

    def __init__(self, page, kind, *, bold=False):
        from openpyxl.cell import WriteOnlyCell
        from openpyxl.styles import Alignment, Font

        self.number, self.text, self.quoted = (WriteOnlyCell(page) for _ in range(3))
        self.number.number_format = FORMATS[kind]
        for cell in (self.text, self.quoted):
            cell.alignment = Alignment(wrap_text=True, vertical="top")
            cell.font = Font(bold=bold)
        self.quoted.quotePrefix = True

    def cell(self, value):
        value = _plain(value)
        if not isinstance(value, str):
            self.number.value = value
            return self.number
        cell = self.quoted if value.lstrip().startswith(_STARTS_A_FORMULA) else self.text
        cell.value = value
        cell.data_type = "s"
        return cell


def _plain(value):
    """What a cell can hold: None, a number, a date, or clean text."""
    if isinstance(value, bool):
        return "да" if value else "нет"
    if isinstance(value, datetime):
        value = timezone.localtime(value).replace(tzinfo=None) if timezone.is_aware(value) else value
    if isinstance(value, date):
        return value if value.year >= FIRST_YEAR else value.strftime("%d.%m.%Y")
    if value is None or isinstance(value, int | float):
        return value
    return clean(value)[:MAX_TEXT] or None


def _free_title(title, taken):
    """A sheet name Excel accepts: no []:*?/\\, at most 31 characters, not used before."""
    base = re.sub(r"[\[\]:*?/\\]", " ", clean(title)).strip(" '") or "Лист"
    name, number = base[:31], 1
    while name.casefold() in taken:
        number += 1
        name = f"{base[: 30 - len(str(number))]} {number}"
    taken.add(name.casefold())
    return name
