"""One door to XLSX: plain sheets with a frozen header, real dates and numbers, and nothing that a program could run."""

import re
from dataclasses import dataclass
from datetime import date, datetime
from io import BytesIO
from math import ceil

from django.utils import timezone

from .lean import load_openpyxl
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
LINE, HIGHEST = 15, 400  # points
A4 = 9  # by the format's own count
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
    """`rows` may be any iterable of value tuples, read once while writing: a long list is never held twice.

    `lead` are lines above the header: what is on the sheet and how it was counted.
    """

    title: str
    columns: tuple[Column, ...]
    rows: object
    lead: tuple[str, ...] = ()


def write_xlsx(sheets, *, author="") -> bytes:
    """The bytes of a workbook. Texts stay texts: a cell that looks like a formula is stored as a string and quoted."""
    load_openpyxl()
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

    _turn(page)
    for number, column in enumerate(sheet.columns, 1):
        page.column_dimensions[get_column_letter(number)].width = column.width
    head_row = len(sheet.lead) + 1
    page.freeze_panes = f"A{head_row + 1}"
    page.print_title_rows = f"{head_row}:{head_row}"
    lead = _Pen(page, "text", wrap=False)
    for line in sheet.lead:
        page.append([lead.cell(line)])
    head = [_Pen(page, "text", bold=True) for _ in sheet.columns]
    _append(page, head_row, sheet.columns, head, [column.name for column in sheet.columns])
    pens = [_Pen(page, column.kind) for column in sheet.columns]
    last = head_row
    for last, row in enumerate(sheet.rows, head_row + 1):
        _append(page, last, sheet.columns, pens, row)
    page.auto_filter.ref = f"A{head_row}:{get_column_letter(len(sheet.columns))}{last}"


def _turn(page):
    """Printed across, all columns on one sheet, as many sheets down as it takes."""
    from openpyxl.worksheet.properties import PageSetupProperties

    page.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    page.page_setup.orientation = "landscape"
    page.page_setup.paperSize = A4
    page.page_setup.fitToWidth, page.page_setup.fitToHeight = 1, 0


def _append(page, number, columns, pens, row):
    """One row, high enough for its wrapped texts: office programs do not measure a row they did not write."""
    lines = max((_lines(value, column.width) for value, column in zip(row, columns, strict=True)), default=1)
    if lines > 1:
        page.row_dimensions[number].height = min(LINE * lines, HIGHEST)
    page.append([pen.cell(value) for pen, value in zip(pens, row, strict=True)])
    page.row_dimensions.pop(number, None)


def _lines(value, width):
    if not isinstance(value, str):
        return 1
    return sum(max(1, ceil(len(part) / width)) for part in value.split("\n"))


class _Pen:
    """Writes one column. A row is written before the next one is made, so three cells serve the whole column."""

    def __init__(self, page, kind, *, bold=False, wrap=True):
        from openpyxl.cell import WriteOnlyCell
        from openpyxl.styles import Alignment, Font

        self.number, self.text, self.quoted = (WriteOnlyCell(page) for _ in range(3))
        self.number.number_format = FORMATS[kind]
        self.number.alignment = Alignment(vertical="top")
        for cell in (self.text, self.quoted):
            cell.alignment = Alignment(wrap_text=wrap, vertical="top")
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
        value = value.replace(microsecond=0)
    if isinstance(value, date):
        return value if value.year >= FIRST_YEAR else value.strftime("%d.%m.%Y")
    if value is None or isinstance(value, int | float):
        return value
    return clean(value)[:MAX_TEXT] or None


def _free_title(title, taken):
    """A sheet name Excel accepts: no []:*?/\\, at most 31 characters of whole words, not used before."""
    base = re.sub(r"[\[\]:*?/\\]", " ", clean(title)).strip(" '") or "Лист"
    base = base if len(base) <= 31 else re.sub(r"(\s\S{0,2})*\s\S*$", "", base[:32])
    name, number = base[:31], 1
    while name.casefold() in taken:
        number += 1
        name = f"{base[: 30 - len(str(number))]} {number}"
    taken.add(name.casefold())
    return name
