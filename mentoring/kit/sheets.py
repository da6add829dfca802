"""One door for tables that people upload: .xlsx and .csv become rows of plain text.

Formulas stay the text they are written with; nothing is calculated. Whatever is wrong with a file is said in words.
"""

import csv
import io
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from itertools import islice
from xml.parsers import expat

from .lean import load_openpyxl
from .text import count_of, tidy
from .uploads import CSV
from .verdict import Refused, no

MAX_ROWS = 5000
LAST_ROW = 20000  # formatted but blank rows may go on for a million: nobody keeps people below this line
MAX_COLUMNS = 60
MAX_CELL = 1000
MAX_SHEETS = 20
MAX_UNPACKED = 60 * 1024 * 1024
MAX_MEMBERS = 1000
MAX_ELEMENTS = 600_000  # 5000 rows of 60 filled cells: a cell is an element and its value another
TOO_MUCH = "Внутри файла слишком много данных. Оставьте один лист со списком и загрузите снова."
TYPES, SHEETS = "[Content_Types].xml", "xl/worksheets/"
DELIMITERS = (";", ",", "\t")
UNREADABLE = "Файл не читается. Ничего не изменилось. Сохраните его заново как XLSX и загрузите снова."


@dataclass(frozen=True)
class Row:
    """A row as the office program numbers it, its cells as text without spaces at the ends."""

    number: int
    cells: tuple[str, ...]

    def filled(self):
        return [cell for cell in self.cells if cell]


@dataclass(frozen=True)
class Sheet:
    name: str
    rows: tuple[Row, ...]


def read_sheets(content, content_type) -> Iterator[Sheet]:
    """Sheets of an uploaded file one after another, so that nobody reads further than needed.

    Raises Refused in words when the file is broken, unpacks to too much, or is longer than MAX_ROWS.
    """
    if content_type == CSV:
        yield _from_csv(content)
        return
    yield from _from_xlsx(content)


def cell_text(value):
    """A cell as a person sees it: dates as 14.10.2026, whole numbers without a fraction, text tidied and cut."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "да" if value else "нет"
    if isinstance(value, datetime | date):
        return f"{value:%d.%m.}{value.year:04d}"
    if isinstance(value, float) and value.is_integer() and abs(value) < 10**15:
        return str(int(value))
    return tidy(value)[:MAX_CELL]


def _from_xlsx(content):
    load_openpyxl()
    import openpyxl

    _refuse_bomb(content)
    try:
        book = openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=False, keep_links=False)
        names = book.sheetnames[:MAX_SHEETS]
    except Exception as error:  # a broken archive fails in many ways, all of them mean the same to the person
        raise Refused(no(UNREADABLE)) from error
    for name in names:
        yield Sheet(name, _xlsx_rows(book, name))
    book.close()


def _xlsx_rows(book, name):
    try:
        sheet = book[name]
        if not hasattr(sheet, "iter_rows"):
            return ()  # a sheet that holds only a chart
        sheet.reset_dimensions()  # a file may claim a million columns
        cells = sheet.iter_rows(max_col=MAX_COLUMNS, max_row=LAST_ROW, values_only=True)
        return _numbered([cell_text(value) for value in values] for values in cells)
    except Refused:
        raise
    except Exception as error:
        raise Refused(no(UNREADABLE)) from error


def _refuse_bomb(content):
    import zipfile

    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            members = archive.infolist()
            if len(members) > MAX_MEMBERS or sum(info.file_size for info in members) > MAX_UNPACKED:
                raise Refused(no(TOO_MUCH))
            count, other = _Elements(), _other_parts(archive.read(TYPES))
            for info in members:
                name = info.filename
                with archive.open(info) as stream:
                    strange = not name.lower().endswith((".xml", ".rels"))
                    count.read(stream, strange=strange, sheet=name.startswith(SHEETS) and name not in other)
    except Refused:
        raise
    except Exception as error:
        raise Refused(no(UNREADABLE)) from error


def _other_parts(content):
    """Parts that the workbook calls something else than a sheet: the reader takes them whole, wherever they lie."""
    found = set()

    def start(name, attributes):
        if not attributes.get("ContentType", "").endswith("worksheet+xml"):
            found.add(attributes.get("PartName", "").removeprefix("/"))

    parser = expat.ParserCreate()
    parser.StartElementHandler = start
    parser.Parse(content, True)
    return found


class _Elements:
    """Counts what the reader would build, before it builds anything: one row may hold millions of cells."""

    def __init__(self):
        self.left = MAX_ELEMENTS
        self.row, self.sheet = 0, False

    def read(self, stream, *, strange, sheet):
        """Raises Refused when there is too much of it; rows of a `sheet` below LAST_ROW are not looked at, as the reader
        does not.

        A part under a `strange` name is a picture or a sheet all the same: the workbook may call it as it likes.
        """
        parser = expat.ParserCreate()
        parser.StartElementHandler = self._start
        parser.StartDoctypeDeclHandler = self._declares
        self.row, self.sheet = 0, sheet
        try:
            while chunk := stream.read(64 * 1024):
                parser.Parse(chunk)
        except EOFError:
            return
        except expat.ExpatError:
            if not strange:
                raise

    def _start(self, name, attributes):
        self.left -= 1
        if self.left < 0:
            raise Refused(no(TOO_MUCH))
        if self.sheet and name.endswith("row"):
            if self.row > LAST_ROW:
                raise EOFError
            self.row = int(float(attributes.get("r", self.row + 1)))

    def _declares(self, *_):
        raise Refused(no(UNREADABLE))


def _from_csv(content):
    text = _decoded(content)
    delimiter = max(DELIMITERS, key=lambda mark: _columns_by(text, mark))
    try:
        rows = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
        return Sheet("", _numbered([cell_text(value) for value in values[:MAX_COLUMNS]] for values in rows))
    except csv.Error as error:
        raise Refused(no(UNREADABLE)) from error


def _decoded(content):
    for encoding in ("utf-8-sig", "cp1251"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise Refused(no("Не удалось узнать кодировку файла. Сохраните его как CSV UTF-8 или XLSX и загрузите снова."))


def _columns_by(text, delimiter):
    """How many columns most of the first rows have when cut by `delimiter`."""
    try:
        first = list(islice(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter), 40))
    except csv.Error:
        return 0
    widths = Counter(len(row) for row in first if len(row) > 1)
    return widths.most_common(1)[0][0] if widths else 0


def _numbered(rows):
    kept = []
    for number, cells in enumerate(islice(rows, LAST_ROW), 1):
        while cells and not cells[-1]:
            cells.pop()
        if cells:
            kept.append(Row(number, tuple(cells)))
        if len(kept) > MAX_ROWS:
            raise Refused(no(f"В файле больше {count_of(MAX_ROWS, 'row')}. Разделите его на части."))
    return tuple(kept)
