"""The sheet and the whole: page layout, what stands at its head, sections, the Paper itself."""

from dataclasses import dataclass, field
from datetime import datetime

from .blocks import Annex, Block, Chart, Heading, Items, KeyValues, Mark, Paragraph, Signatures, Subject, Table, Title
from .words import bold, plain

PAGE = (210, 297)


@dataclass(frozen=True)
class PaperStyle:
    """Page layout. `spacing` is a multiple of the line; a landscape sheet turns its margins with the paper."""

    left: float = 30
    right: float = 10
    top: float = 20
    bottom: float = 20
    size: float = 14
    table_size: float = 12
    spacing: float = 1.15
    font: str = "Times New Roman"

    def margins(self, landscape):
        """(top, right, bottom, left): a turned sheet is bound by its top, and its foot keeps room for a footer."""
        if landscape:
            return self.left, self.top, max(self.right, 15), self.bottom
        return self.top, self.right, self.bottom, self.left

    def content_width(self, landscape):
        _, right, _, left = self.margins(landscape)
        return PAGE[1 if landscape else 0] - left - right


@dataclass(frozen=True)
class Letterhead:
    """Centered on page 1: the parent body, the full name in bold, the short one in brackets."""

    parent_body: str
    full_name: str
    short_name: str = ""


@dataclass(frozen=True)
class Stamp:
    """УТВЕРЖДАЮ, СОГЛАСОВАНО, РАССМОТРЕНО. Without `name` there is no signature: a protocol or an order approves."""

    word: str
    lines: tuple[str, ...]
    name: str = ""
    date: str = ""
    mark: Mark | None = None


@dataclass(frozen=True)
class Section:
    """Blocks on sheets of one orientation; every section begins a new page."""

    blocks: tuple[Block, ...]
    landscape: bool = False

    def kept(self):
        """Indexes of blocks that stay with the next one: a heading, «Задачи:», two lines before signatures."""
        indexes = {number for number, block in enumerate(self.blocks) if _leads(block)}
        for number, block in enumerate(self.blocks):
            if isinstance(block, Signatures):
                indexes.update(self._two_lines_before(number))
        return indexes

    def _two_lines_before(self, number):
        lines = 0
        while number > 0 and lines < 2:
            number -= 1
            lines += _sure_lines(self.blocks[number])
            yield number


def _leads(block):
    if isinstance(block, Paragraph):
        return plain(block.text).endswith(":")
    return isinstance(block, Title | Subject | Heading | Annex)


def _sure_lines(block):
    """How many lines a block takes at least, as far as two matter; 150 letters fill more than one line of any size."""
    if isinstance(block, Items):
        return len(block.items)
    if isinstance(block, Table | KeyValues):
        return len(block.rows)
    if isinstance(block, Paragraph):
        return 1 + (len(plain(block.text)) > 150)
    if isinstance(block, Chart):
        return 2
    return 1 if isinstance(block, Heading | Subject) else 0


@dataclass(frozen=True)
class Paper:
    """One document. A draft carries «ЧЕРНОВИК» in its footer and no stamps; `code` is a QR matrix for page 1."""

    title: str
    sections: tuple[Section, ...]
    style: PaperStyle = field(default_factory=PaperStyle)
    language: str = "ru"
    author: str = ""
    created: datetime | None = None
    letterhead: Letterhead | None = None
    left_stamps: tuple[Stamp, ...] = ()
    right_stamps: tuple[Stamp, ...] = ()
    footer: tuple[str, ...] = ()
    code: tuple[tuple[bool, ...], ...] = ()
    draft: bool = False

    @property
    def foot_lines(self):
        return (bold("ЧЕРНОВИК"), *self.footer) if self.draft else self.footer
