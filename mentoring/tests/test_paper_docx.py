"""DOCX of a paper: the same words in the same order, and the same layout for the office program (R15, R27)."""

from dataclasses import replace
from datetime import datetime
from io import BytesIO
from zipfile import ZipFile

import pytest
from docx import Document
from docx.enum.section import WD_ORIENT
from docx.oxml.ns import qn
from docx.table import Table as DocxTable

from mentoring.kit.docx import render_docx
from mentoring.kit.paper import (
    Band,
    Chart,
    Column,
    Heading,
    Items,
    PageBreak,
    PaperStyle,
    Paragraph,
    SignatureLine,
    Signatures,
    Spacer,
    Table,
    Title,
    bold,
    italic,
)
from mentoring.kit.pdf import render_pdf
from mentoring.tests.papers import key_values, one_section, order, pages_text, pairs_table


def opened(paper):
    return Document(BytesIO(render_docx(paper)))


def words(document):
    """Every text of the body in reading order, without empty ones, with plain spaces."""
    return [text for block in document.iter_inner_content() for text in _texts(block) if text]


def _texts(block):
    if isinstance(block, DocxTable):
        cells, seen = (cell for row in block.rows for cell in row.cells), set()
        for cell in cells:
            if cell._tc not in seen:
                seen.add(cell._tc)
                for inner in cell.iter_inner_content():
                    yield from _texts(inner)
    else:
        yield block.text.replace("\u00a0", " ")


def test_the_same_words_in_the_same_order():
    assert words(opened(order(rows=2))) == [
        "Министерство образования Нижегородской области",
        "Государственное бюджетное профессиональное образовательное учреждение\n"
        "«Дзержинский техникум бизнеса и технологий»",
        "(ГБПОУ ДТБТ)",
        "СОГЛАСОВАНО",
        "Куратор наставничества",
        "____________ О. Н. Белова",
        "19.11.2026",
        "УТВЕРЖДАЮ",
        "Директор ГБПОУ ДТБТ",
        "Подписано простой электронной подписью",
        "Е. В. Лаврова, директор, 20.11.2026 16:42",
        "код 7K4M-19EA",
        "Е. В. Лаврова",
        "20.11.2026",
        "ПРИКАЗ",
        "30.10.2026",
        "г. Дзержинск",
        "№ 104",
        "О закреплении наставнических пар и групп на 2026/2027 учебный год",
        "На основании письменных согласий",
        "ПРИКАЗЫВАЮ:",
        "1. Закрепить наставнические пары и группы согласно приложению № 1.",
        "2. Наставникам разработать программы до 14.12.2026.",
        "3. Контроль возложить на куратора наставничества Белову О. Н.",
        "Директор",
        "Подписано простой электронной подписью",
        "Е. В. Лаврова, директор, 20.11.2026 16:42",
        "код 7K4M-19EA",
        "Е. В. Лаврова",
        "С приказом ознакомлены:",
        *("№", "Фамилия, имя, отчество", "Должность", "Подпись, дата", "1", "Панина Светлана Игоревна", "методист"),
        "Приложение № 1",
        "к приказу от 30.10.2026 № 104",
        "Список пар",
        *("№", "Наставник", "Наставляемый", "Срок"),
        *("0", "Панина Светлана Игоревна 0", "Алиева Гульнара", "01.12.2026"),
        *("1", "Панина Светлана Игоревна 1", "Алиева Гульнара", "01.12.2026"),
    ]


def test_the_pdf_says_the_same():
    """Words of both prints of one paper, as sets: neither has a word that the other lacks."""
    paper = order(rows=5)
    document = opened(paper)
    in_docx = {word for text in words(document) for word in text.split()} - {"____________"}
    in_pdf = {word for page in pages_text(render_pdf(paper)) for word in page.split()}
    missing = {word for word in in_docx if word not in in_pdf}
    assert missing == set()


def test_a_draft_bears_no_stamps_and_says_so_in_its_foot():
    document = opened(order(draft=True))
    assert not {"УТВЕРЖДАЮ", "СОГЛАСОВАНО"} & set(words(document))
    first = document.sections[0].first_page_footer
    assert "ЧЕРНОВИК" in [text for table in first.tables for text in _texts(table)]


def test_page_layout_is_the_style():
    style = PaperStyle(left=25, right=15, top=22, bottom=18, size=13, table_size=11, spacing=1.5)
    document = opened(replace(order(), style=style))
    upright, turned = document.sections
    assert [round(m.mm) for m in (upright.left_margin, upright.right_margin)] == [25, 15]
    assert [round(m.mm) for m in (upright.top_margin, upright.bottom_margin)] == [22, 18]
    assert [round(m.mm) for m in (turned.top_margin, turned.right_margin, turned.left_margin)] == [25, 22, 18]
    assert turned.orientation == WD_ORIENT.LANDSCAPE
    assert [round(side.mm) for side in (turned.page_width, turned.page_height)] == [297, 210]
    normal = document.styles["Normal"]
    assert (normal.font.name, normal.font.size.pt, normal.paragraph_format.line_spacing) == ("Times New Roman", 13, 1.5)


def test_the_font_is_named_for_every_alphabet_and_the_language_is_russian():
    normal = opened(order()).styles["Normal"].element.rPr
    fonts = normal.rFonts
    assert {fonts.get(qn(f"w:{face}")) for face in ("ascii", "hAnsi", "eastAsia", "cs")} == {"Times New Roman"}
    assert normal.find(qn("w:lang")).get(qn("w:val")) == "ru-RU"


def test_the_page_number_is_a_field_from_page_two():
    document = opened(order())
    first, second = document.sections
    assert first.different_first_page_header_footer
    assert not second.different_first_page_header_footer
    assert "PAGE" in first.header._element.xml
    assert "PAGE" not in first.first_page_header._element.xml
    assert "NUMPAGES" in second.footer._element.xml
    assert "NUMPAGES" not in first.first_page_footer._element.xml


def test_table_headers_are_repeated_and_rows_are_not_cut():
    table = opened(one_section(pairs_table(60))).tables[0]
    assert table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
    assert all(row._tr.trPr.find(qn("w:cantSplit")) is not None for row in table.rows)
    assert len([row for row in table.rows if row._tr.trPr.find(qn("w:tblHeader")) is not None]) == 1


def test_two_lines_stay_with_the_signature():
    lines = [Paragraph(f"строка {n}") for n in range(4)]
    document = opened(one_section(*lines, Signatures((SignatureLine("Директор", "Е. В. Лаврова"),))))
    kept = {p.text: bool(p.paragraph_format.keep_with_next) for p in document.paragraphs if p.text}
    assert kept == {"строка 0": False, "строка 1": False, "строка 2": True, "строка 3": True}


def test_a_list_keeps_only_its_last_two_points():
    points = Items(tuple(f"пункт{n}" for n in range(4)))
    document = opened(one_section(points, Signatures((SignatureLine("Директор", "Е. В. Лаврова"),))))
    kept = [bool(p.paragraph_format.keep_with_next) for p in document.paragraphs if p.text]
    assert kept == [False, False, True, True]


def test_properties_of_the_file():
    made = datetime(2026, 10, 30, 12, 0)
    known = opened(replace(order(), created=made)).core_properties
    assert (known.title, known.author, known.language) == ("Приказ от 30.10.2026 № 104", "ГБПОУ ДТБТ", "ru-RU")
    assert known.created.replace(tzinfo=None) == made


def test_faces_and_indents():
    document = opened(one_section(Paragraph(("прямо ", bold("жирно "), italic("косо")))))
    (paragraph,) = [p for p in document.paragraphs if p.text]
    assert [(run.bold, run.italic) for run in paragraph.runs] == [(None, None), (True, None), (None, True)]
    assert round(paragraph.paragraph_format.first_line_indent.mm, 1) == 12.5


def test_the_mark_of_a_signature_is_framed():
    document = opened(order())
    framed = [p for table in document.tables for p in _paragraphs(table) if p._p.findall(f".//{qn('w:pBdr')}")]
    assert [p.text for p in framed][:3] == [
        "Подписано простой электронной подписью",
        "Е. В. Лаврова, директор, 20.11.2026 16:42",
        "код 7K4M-19EA",
    ]


def _paragraphs(table):
    return [paragraph for row in table.rows for cell in row.cells for paragraph in cell.paragraphs]


def test_bands_charts_breaks_and_values():
    table = Table((Column("А"), Column("Б")), (Band("Часть"), ("1", "2")), caption="Таблица 1")
    chart = Chart("<svg/>", "Рисунок 1", Table((Column("В"),), (("3",),)))
    document = opened(one_section(Heading("Г"), table, chart, key_values(("ключ", "значение")), PageBreak(), Spacer()))
    texts = [text for text in words(document) if text.strip()]
    assert texts == ["Г", "Таблица 1", "А", "Б", "Часть", "1", "2", "Рисунок 1", "В", "3", "ключ", "значение"]


def test_the_code_of_page_one_is_a_picture_with_its_words():
    code = tuple(tuple((x + y) % 2 == 0 for x in range(21)) for y in range(21))
    document = opened(one_section(Title("А"), footer=("Программа № 27",), code=code))
    first = document.sections[0].first_page_footer._element.xml
    assert "Код проверки подлинности" in first
    assert "pic:pic" in first
    assert "pic:pic" not in document.sections[0].footer._element.xml


@pytest.mark.parametrize("text", ["", "🙂" * 50, "а\x00б\x1b", "\ud800", "я" * 10_000, "<w:p/>&amp;", "один\nдва"])
def test_any_text_can_be_printed(text):
    paper = one_section(
        Title(text), Paragraph(text), Items((text,)), Table((Column(text),), ((text,),)), title=text, footer=(text,)
    )
    assert Document(BytesIO(render_docx(paper)))


def test_the_file_holds_no_macros_and_no_links_out():
    with ZipFile(BytesIO(render_docx(order()))) as archive:
        names = archive.namelist()
        targets = [archive.read(name).decode() for name in names if name.endswith(".rels")]
    assert not any("vba" in name.lower() for name in names)
    assert not any('TargetMode="External"' in target for target in targets)


def test_table_properties_stand_in_the_order_word_wants():
    order_of = ["tblStyle", "tblW", "jc", "tblInd", "tblBorders", "tblLayout", "tblCellMar", "tblLook"]
    for table in opened(order()).tables:
        tags = [child.tag.rpartition("}")[2] for child in table._tbl.tblPr]
        assert tags == sorted(tags, key=order_of.index)


def test_the_file_tells_nothing_of_the_library_s_template():
    with ZipFile(BytesIO(render_docx(order()))) as packed:
        assert not [name for name in packed.namelist() if "thumbnail" in name]
        assert b"Macintosh" not in packed.read("docProps/app.xml")
        assert b"thumbnail" not in packed.read("_rels/.rels")
        assert b"<w:autoHyphenation" in packed.read("word/settings.xml")


def test_signatures_stay_with_the_table_before_them():
    """Every paragraph between the last rows and the signatures keeps with the next one, the empty ones too."""
    body = opened(one_section(pairs_table(3), Signatures((SignatureLine("Директор", "Е. В. Лаврова"),)))).element.body
    between = [p for p in body.iterchildren(qn("w:p")) if p.getprevious() is not None and p.getnext() is not None]
    assert all(p.find(f".//{qn('w:keepNext')}") is not None for p in between[:2])


def test_the_blank_of_a_signature_fits_its_column_beside_a_date():
    document = opened(
        one_section(Signatures((SignatureLine("Наставник", "М. С. Ковалёва", date="«___» ____ 20__ г."),)))
    )
    assert "____________" in words(document)
