"""The blocks of a paper, in the order they are usually printed."""

from dataclasses import dataclass

from .words import Text, bold, clean


@dataclass(frozen=True)
class Mark:
    """The framed mark of an electronic signature, printed in place of the hand-written one."""

    lines: tuple[str, ...]


@dataclass(frozen=True)
class Title:
    """The name of the document, whom it is about, and one quieter line."""

    text: str
    about: str = ""
    note: str = ""


@dataclass(frozen=True)
class Requisites:
    """The line under the name of an order: date, place, number."""

    date: str
    place: str
    number: str


@dataclass(frozen=True)
class Subject:
    """The heading to the text («О закреплении…»), bold, at the left, in a narrow column."""

    text: str


@dataclass(frozen=True)
class Heading:
    text: str
    level: int = 2
    align: str = "center"


@dataclass(frozen=True)
class Paragraph:
    text: Text
    indent: bool = True
    align: str = "justify"


@dataclass(frozen=True)
class Items:
    """A numbered or dashed list. `style` is «1.», «1)» or «–»."""

    items: tuple[Text, ...]
    style: str = "1."
    start: int = 1

    def labeled(self):
        """(label, text) of every item."""
        return [(self.style.replace("1", str(number)), item) for number, item in enumerate(self.items, self.start)]


@dataclass(frozen=True)
class Column:
    """`width` is a share of the table's width, in any unit."""

    title: str
    width: float = 1
    align: str = "left"


@dataclass(frozen=True)
class Band:
    """A row of one cell over the whole table: the name of a part of it."""

    text: Text


@dataclass(frozen=True)
class Table:
    """The header is repeated on every page and no row is cut. A row is a tuple of texts or a Band."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[Text, ...] | Band, ...]
    caption: str = ""

    def __post_init__(self):
        for row in self.rows:
            if not isinstance(row, Band) and len(row) != len(self.columns):
                raise ValueError(f"a row of {len(row)} cells in a table of {len(self.columns)} columns")

    def shares(self):
        """Widths of the columns in per cent."""
        total = sum(column.width for column in self.columns)
        return [100 * column.width / total for column in self.columns]

    def body(self):
        """(band, cells) of every row: the text of a band and no cells, or None and (align, text) of each cell."""
        aligns = [column.align for column in self.columns]
        return [
            (row.text, []) if isinstance(row, Band) else (None, list(zip(aligns, row, strict=True)))
            for row in self.rows
        ]


@dataclass(frozen=True)
class KeyValues:
    """A table of two columns without a header: what, and its value."""

    rows: tuple[tuple[str, Text], ...]
    key_width: float = 38


@dataclass(frozen=True)
class Chart:
    """A drawing of ours (SVG source) with its caption; its numbers stand under it as a table; DOCX has them alone."""

    svg: str
    caption: str
    table: Table | None = None


@dataclass(frozen=True)
class SignatureLine:
    """Post – signature or its mark – И. О. Фамилия – date, when there is one."""

    post: str
    name: str
    mark: Mark | None = None
    date: str = ""


@dataclass(frozen=True)
class Signatures:
    """Never left alone on a page: at least two lines of text go with it."""

    lines: tuple[SignatureLine, ...]

    @property
    def dated(self):
        return any(line.date for line in self.lines)

    @property
    def marked(self):
        return any(line.mark for line in self.lines)

    def shares(self):
        """Widths of post, signature, name and, when there are dates, date in per cent; a mark needs room."""
        if self.dated:
            return (22, 38, 20, 20) if self.marked else (34, 18, 21, 27)
        return (36, 38, 26) if self.marked else (42, 24, 34)


@dataclass(frozen=True)
class Annex:
    """«Приложение № 1» and what it belongs to, at the upper right."""

    lines: tuple[str, ...]


@dataclass(frozen=True)
class Spacer:
    height: float = 5


@dataclass(frozen=True)
class PageBreak:
    pass


Block = (
    Title
    | Requisites
    | Subject
    | Heading
    | Paragraph
    | Items
    | Table
    | KeyValues
    | Chart
    | Signatures
    | Annex
    | Spacer
    | PageBreak
)


def acquaintance_sheet(lead, rows):
    """The acquaintance list: rows are (full name, post, how and when or an empty string)."""
    columns = (
        Column("№", 6, "center"),
        Column("Фамилия, имя, отчество", 36),
        Column("Должность", 30),
        Column("Подпись, дата", 28),
    )
    table = Table(columns, tuple((str(number), *row) for number, row in enumerate(rows, 1)))
    return Heading(lead, align="left"), table


def paragraphs(text, lead=""):
    """What a person typed into a large field, as paragraphs; `lead` is a run-in heading of the first one."""
    lines = [line.strip() for line in clean(text).split("\n") if line.strip()]
    first = (bold(f"{lead} "), lines[0]) if lead and lines else (bold(lead),) if lead else (lines[0],) if lines else ()
    return tuple(Paragraph(line) for line in (first, *lines[1:]) if line)
