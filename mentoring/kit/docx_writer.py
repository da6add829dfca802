"""What python-docx does not say in one word: frames, fields, fixed tables, rows that are not cut. For kit/docx.py."""

import re
from copy import copy
from io import BytesIO

from docx import Document
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT, WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from .paper import PAGE, Band, bold, plain, runs

ALIGN = {
    "left": WD_ALIGN_PARAGRAPH.LEFT,
    "center": WD_ALIGN_PARAGRAPH.CENTER,
    "right": WD_ALIGN_PARAGRAPH.RIGHT,
    "justify": WD_ALIGN_PARAGRAPH.JUSTIFY,
}
INDENT = Mm(12.5)


class Writer:
    """Writes at the end of a document, or of a cell (`inside`), in the style of the paper."""

    def __init__(self, style, language):
        self.style = style
        self.document = Document()
        self.place = self.document
        self.width = style.content_width(False)
        self._set_styles(language)

    def _set_styles(self, language):
        for name in ("Normal", "Heading 1", "Heading 2", "Heading 3"):
            kind = self.document.styles[name]
            kind.font.name = self.style.font
            kind.font.size = Pt(self.style.size)
            kind.font.color.rgb = RGBColor(0, 0, 0)
            fonts = kind.element.get_or_add_rPr().get_or_add_rFonts()
            for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
                fonts.attrib.pop(qn(f"w:{theme}"), None)
            for face in ("ascii", "hAnsi", "eastAsia", "cs"):
                fonts.set(qn(f"w:{face}"), self.style.font)
            kind.paragraph_format.space_before = kind.paragraph_format.space_after = Pt(0)
            kind.paragraph_format.line_spacing = self.style.spacing
            kind.paragraph_format.widow_control = True
        spoken = _element("w:lang", val={"ru": "ru-RU"}.get(language, language))
        self.document.styles["Normal"].element.get_or_add_rPr().append(spoken)
        _hyphenate(self.document.settings.element)

    def properties(self, *, title, author, created):
        known = self.document.core_properties
        known.title, known.author, known.language, known.comments = title, author, "ru-RU", ""
        if created:
            known.created = known.modified = created
        _forget_the_template(self.document.part.package)

    # Places

    def open_section(self, *, first, landscape):
        """A new page of the given orientation."""
        sheet = self.document.sections[0] if first else self.document.add_section(WD_SECTION.NEW_PAGE)
        sheet.orientation = WD_ORIENT.LANDSCAPE if landscape else WD_ORIENT.PORTRAIT
        size = PAGE[::-1] if landscape else PAGE
        sheet.page_width, sheet.page_height = (Mm(side) for side in size)
        margins = (Mm(margin) for margin in self.style.margins(landscape))
        sheet.top_margin, sheet.right_margin, sheet.bottom_margin, sheet.left_margin = margins
        sheet.header_distance, sheet.footer_distance = Mm(10), Mm(6)
        sheet.different_first_page_header_footer = first
        self.width = self.style.content_width(landscape)

    def inside(self, place):
        """A writer for a cell, a header or a footer; the first empty paragraph there is used up."""
        other = copy(self)
        other.place = place
        other._spare = place.paragraphs[0] if place.paragraphs else None
        return other

    def at_foot(self, cell):
        cell.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.BOTTOM
        return self.inside(cell)

    _spare = None

    def _new_paragraph(self, style):
        if self._spare is not None:
            paragraph, self._spare = self._spare, None
            if style:
                paragraph.style = self.document.styles[style]
            return paragraph
        return self.place.add_paragraph(style=style)

    # Text

    def paragraph(
        self, text, *, align="left", style=None, size=None, indent=False, keep=False, before=0, after=0, left=0, right=0
    ):
        """One paragraph; distances in millimeters. A newline in the text is a line break."""
        paragraph = self._new_paragraph(style)
        paragraph.alignment = ALIGN[align]
        layout = paragraph.paragraph_format
        layout.first_line_indent = INDENT if indent else None
        layout.keep_with_next = keep or None
        layout.space_before = Mm(before) if before else None
        layout.space_after = Mm(after) if after else None
        layout.left_indent = Mm(left) if left else None
        layout.right_indent = Mm(right) if right else None
        for run in runs(text):
            added = paragraph.add_run(run.text)
            added.bold = run.bold or None
            added.italic = run.italic or None
            added.font.size = Pt(size) if size else None
        return paragraph

    def space(self, height, keep=False):
        """An empty stretch: a paragraph of exactly that height."""
        layout = self.paragraph("", keep=keep).paragraph_format
        layout.line_spacing = Mm(height)

    def frame(self, lines):
        """The mark of an electronic signature: lines in one thin frame."""
        for line in lines:
            paragraph = self.paragraph(line, align="left", size=8.5, left=1.5, right=1.5, keep=True)
            paragraph.paragraph_format.line_spacing = 1
            borders = _element("w:pBdr")
            for side in ("top", "left", "bottom", "right"):
                borders.append(_element(f"w:{side}", val="single", sz="6", space="3", color="000000"))
            paragraph._p.get_or_add_pPr().insert_element_before(
                borders, "w:shd", "w:tabs", "w:spacing", "w:ind", "w:jc", "w:rPr"
            )

    # Tables

    def grid(self, rows, widths, before=0):
        """A table without lines, for things that stand side by side."""
        if before:
            self.paragraph("", keep=True).paragraph_format.line_spacing = Mm(before)
        return self._new_table(rows, widths)

    def _new_table(self, rows, widths, style=None):
        if self.place is self.document:
            table = self.document.add_table(rows, len(widths), style=style)
        else:
            table = self.place.add_table(rows, len(widths))
        table.alignment = WD_TABLE_ALIGNMENT.LEFT
        _set_widths(table, widths)
        if style:  # lines, not letters, stand at the margin
            _add_in_order(table, _element("w:tblInd", w="108", type="dxa"))
        else:
            _no_padding(table)
        for row in table.rows:
            row._tr.get_or_add_trPr().append(_element("w:cantSplit"))
        return table

    def table(self, block, keep):
        """A lined table with its header repeated; `keep` holds its last rows to what follows."""
        widths = [self.width * share / 100 for share in block.shares()]
        table = self._new_table(1 + len(block.rows), widths, style="Table Grid")
        head, *body = table.rows
        head._tr.get_or_add_trPr().append(_element("w:tblHeader"))
        for cell, column in zip(head.cells, block.columns, strict=True):
            cell.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER
            self._fill(cell, bold(plain(column.title)), "center", keep=True)
        last = len(body) - 1
        for number, (row, values) in enumerate(zip(body, block.rows, strict=True)):
            stay = keep and number >= last - 1
            if isinstance(values, Band):
                self._fill(row.cells[0].merge(row.cells[-1]), bold(plain(values.text)), "left", keep=True)
                continue
            for cell, column, value in zip(row.cells, block.columns, values, strict=True):
                self._fill(cell, value, column.align, keep=stay)
        self.space(3, keep)

    def key_values(self, block, keep):
        first = self.width * block.key_width / 100
        table = self._new_table(len(block.rows), (first, self.width - first), style="Table Grid")
        for row, values in zip(table.rows, block.rows, strict=True):
            for cell, value in zip(row.cells, values, strict=True):
                self._fill(cell, value, "left", keep=keep)
        self.space(3, keep)

    def _fill(self, cell, text, align, keep=False):
        layout = self.inside(cell).paragraph(text, align=align, size=self.style.table_size, keep=keep).paragraph_format
        layout.space_before = layout.space_after = Mm(0.7)
        layout.line_spacing = 1.0

    # Margins of the page

    def page_number(self, header):
        paragraph = self.inside(header).paragraph("", align="center")
        _field(paragraph, "PAGE", self.style.size)

    def foot(self, footer, lines, *, sheets=False, code=()):
        """Small lines at the left; at the right the QR code or «лист N из M»."""
        footer.is_linked_to_previous = False
        table = footer.add_table(1, 2, Mm(self.width))
        _set_widths(table, (self.width * 0.8, self.width * 0.2))
        _no_padding(table)
        left, right = (self.at_foot(cell) for cell in table.rows[0].cells)
        for line in lines:
            left.paragraph(line, size=8.5).paragraph_format.line_spacing = 1
        corner = right.paragraph("", align="right")
        corner.paragraph_format.line_spacing = 1
        if sheets:
            corner.add_run("лист ").font.size = Pt(8.5)
            _field(corner, "PAGE", 8.5)
            corner.add_run(" из ").font.size = Pt(8.5)
            _field(corner, "NUMPAGES", 8.5)
        if code:
            picture = corner.add_run().add_picture(BytesIO(_picture(code)), width=Mm(17))
            picture._inline.docPr.set("descr", "Код проверки подлинности")
        footer._element.remove(footer.paragraphs[0]._p)
        self.inside(footer).place.add_paragraph().paragraph_format.line_spacing = Pt(1)


def _hyphenate(settings):
    """Words of narrow columns are cut with a hyphen, as in the PDF."""
    where = settings.find(qn("w:defaultTabStop"))
    element = _element("w:autoHyphenation")
    if where is None:
        settings.append(element)
    else:
        where.addnext(element)


def _forget_the_template(package):
    """The library's own thumbnail and the office program it was made with are not ours."""
    for key, relation in list(package.rels.items()):
        if relation.reltype.endswith("/thumbnail"):
            package.rels.pop(key)
        elif relation.reltype.endswith("/extended-properties"):
            part = relation.target_part
            part._blob = re.sub(rb"<Application>.*?</Application>", b"<Application>Nastavnik</Application>", part.blob)


def _set_widths(table, widths):
    table.autofit = False
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Mm(width)
    for row in table.rows:
        for cell, width in zip(row.cells, widths, strict=True):
            cell.width = Mm(width)


def _no_padding(table):
    padding = _element("w:tblCellMar")
    for side in ("left", "right"):
        padding.append(_element(f"w:{side}", w="0", type="dxa"))
    _add_in_order(table, padding)


def _add_in_order(table, element):
    """Word refuses properties of a table out of their order."""
    order = ("w:tblInd", "w:tblBorders", "w:shd", "w:tblLayout", "w:tblCellMar", "w:tblLook")
    after = order[order.index(f"w:{element.tag.rpartition('}')[2]}") + 1 :]
    table._tbl.tblPr.insert_element_before(element, *after)


def _element(tag, **attributes):
    element = OxmlElement(tag)
    for name, value in attributes.items():
        element.set(qn(f"w:{name}"), value)
    return element


def _field(paragraph, code, size):
    """A number that the office program counts itself: PAGE, NUMPAGES."""
    instruction, shown = _element("w:instrText"), _element("w:t")
    instruction.text, shown.text = code, "1"
    begin, separate, end = (_element("w:fldChar", fldCharType=kind) for kind in ("begin", "separate", "end"))
    for part in (begin, instruction, separate, shown, end):
        run = paragraph.add_run()
        run.font.size = Pt(size)
        run._r.append(part)


def _picture(matrix):
    """A QR matrix as PNG: Word draws no SVG."""
    from PIL import Image

    size = len(matrix)
    image = Image.new("1", (size, size), 1)
    image.putdata([0 if on else 1 for row in matrix for on in row])
    content = BytesIO()
    image.resize((size * 8, size * 8)).save(content, "PNG")
    return content.getvalue()
