"""One door to DOCX: the same Paper, in the same order, for those who want to edit it."""

from io import BytesIO

from .paper import (
    Annex,
    Chart,
    Heading,
    Items,
    KeyValues,
    PageBreak,
    Paper,
    Paragraph,
    Requisites,
    Signatures,
    Spacer,
    Subject,
    Table,
    Title,
    bold,
    clean,
)


def render_docx(paper: Paper) -> bytes:
    """The bytes of the paper as an editable DOCX."""
    from .docx_writer import Writer

    writer = Writer(paper.style, paper.language)
    writer.properties(title=clean(paper.title)[:255], author=clean(paper.author)[:255], created=paper.created)
    for number, section in enumerate(paper.sections):
        writer.open_section(first=number == 0, landscape=section.landscape)
        _margins(writer, paper, first=number == 0)
        if number == 0:
            _front(writer, paper)
        kept = section.kept()
        for index, block in enumerate(section.blocks):
            PRINTERS[type(block)](writer, block, index in kept)
    content = BytesIO()
    writer.document.save(content)
    return content.getvalue()


def _front(writer, paper):
    head = paper.letterhead
    if head:
        if head.parent_body:
            writer.paragraph(head.parent_body, align="center")
        writer.paragraph(bold(head.full_name), align="center", left=writer.width * 0.12, right=writer.width * 0.12)
        if head.short_name:
            writer.paragraph(f"({head.short_name})", align="center")
        writer.space(8)
    if (paper.left_stamps or paper.right_stamps) and not paper.draft:
        total = writer.width
        left, _, right = writer.grid(1, (75, total - 150, 75)).rows[0].cells
        for cell, stamps in ((left, paper.left_stamps), (right, paper.right_stamps)):
            _stamps(writer.inside(cell), stamps)
        writer.space(8)


def _stamps(writer, stamps):
    for number, stamp in enumerate(stamps):
        if number:
            writer.space(4)
        writer.paragraph(stamp.word, align="left")
        for line in stamp.lines:
            writer.paragraph(line, align="left")
        if stamp.mark:
            writer.frame(stamp.mark.lines)
        if stamp.name:
            writer.paragraph(stamp.name if stamp.mark else f"____________ {stamp.name}", align="left")
        if stamp.date:
            writer.paragraph(stamp.date, align="left")


def _margins(writer, paper, first):
    """Page number in the top margin from page 2; footer lines, the code of page 1, «лист N из M» from page 2."""
    sheet = writer.document.sections[-1]
    if first:
        writer.page_number(sheet.header)
    if paper.foot_lines:
        writer.foot(sheet.footer, paper.foot_lines, sheets=True)
        if first:
            writer.foot(sheet.first_page_footer, paper.foot_lines, code=() if paper.draft else paper.code)


def _title(writer, block, keep):
    writer.paragraph(bold(block.text), align="center", style="Heading 1", size=writer.style.size + 1, keep=True)
    if block.about:
        writer.paragraph(bold(block.about), align="center", keep=True)
    if block.note:
        writer.paragraph(block.note, align="center", size=writer.style.table_size)
    writer.space(4)


def _requisites(writer, block, keep):
    third = writer.width / 3
    cells = writer.grid(1, (third, third, third)).rows[0].cells
    for cell, text, align in zip(
        cells, (block.date, block.place, block.number), ("left", "center", "right"), strict=True
    ):
        writer.inside(cell).paragraph(text, align=align)
    writer.space(5)


def _subject(writer, block, keep):
    writer.paragraph(bold(block.text), align="left", style="Heading 2", right=writer.width * 0.45, after=5, keep=True)


def _heading(writer, block, keep):
    writer.paragraph(bold(block.text), align=block.align, style=f"Heading {block.level}", before=3, after=2, keep=True)


def _paragraph(writer, block, keep):
    writer.paragraph(block.text, align=block.align, indent=block.indent, keep=keep)


def _items(writer, block, keep):
    for number, (label, item) in enumerate(block.labeled(), 1):
        words = item if isinstance(item, tuple) else (item,)
        stay = keep and number > len(block.items) - 2
        writer.paragraph((f"{label} ", *words), align="justify", indent=True, keep=stay)


def _table(writer, block, keep):
    if block.caption:
        writer.paragraph(block.caption, align="left", size=writer.style.table_size, before=2, keep=True)
    writer.table(block, keep)


def _key_values(writer, block, keep):
    writer.key_values(block, keep)


def _chart(writer, block, keep):
    writer.paragraph(block.caption, align="left", size=writer.style.table_size, before=2, keep=block.table is not None)
    if block.table:
        _table(writer, block.table, keep)


def _signatures(writer, block, keep):
    widths = tuple(writer.width * share / 100 for share in block.shares())
    rows = writer.grid(len(block.lines), widths, before=8).rows
    for number, (row, line) in enumerate(zip(rows, block.lines, strict=True)):
        stay = number < len(block.lines) - 1
        cells = [writer.at_foot(cell) for cell in row.cells]
        cells[0].paragraph(line.post, align="left", keep=stay, before=3, right=3)
        if line.mark:
            cells[1].frame(line.mark.lines)
        else:
            cells[1].paragraph("____________", align="left", keep=stay)
        cells[2].paragraph(line.name, align="left", keep=stay, left=3)
        if block.dated:
            cells[3].paragraph(line.date, align="left", keep=stay)


def _annex(writer, block, keep):
    for number, line in enumerate(block.lines, 1):
        last = number == len(block.lines)
        writer.paragraph(line, align="left", left=writer.width - 75, after=6 if last else 0, keep=True)


PRINTERS = {
    Title: _title,
    Requisites: _requisites,
    Subject: _subject,
    Heading: _heading,
    Paragraph: _paragraph,
    Items: _items,
    Table: _table,
    KeyValues: _key_values,
    Chart: _chart,
    Signatures: _signatures,
    Annex: _annex,
    Spacer: lambda writer, block, keep: writer.space(block.height),
    PageBreak: lambda writer, block, keep: writer.document.add_page_break(),
}
