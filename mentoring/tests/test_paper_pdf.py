"""PDF of a paper: tagged PDF/A-3a, our fonts inside, ГОСТ layout on every page (R15, R27)."""

import re
import subprocess
from dataclasses import replace
from io import BytesIO

import pytest

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
from mentoring.kit.pdf import html_for, render_pdf
from mentoring.tests.papers import (
    MARK,
    key_values,
    one_section,
    opened,
    order,
    pages_text,
    pairs_table,
    structure,
    tool,
    unreadable,
)

FONT_FILES = ("/FontFile", "/FontFile2", "/FontFile3")


@pytest.fixture(scope="module")
def printed():
    return render_pdf(order())


def metadata(printed):
    pdf = opened(printed)
    return pdf.Root.Metadata.read_bytes().decode()


def test_it_says_what_it_is(printed):
    """Decision 24: PDF/A-3a and the PDF/UA mark, title, author, language."""
    pdf = opened(printed)
    said = metadata(printed)
    assert 'pdfaid:part="3"' in said
    assert 'pdfaid:conformance="A"' in said
    assert 'pdfuaid:part="1"' in said
    assert said.count("<rdf:RDF") == said.count("</rdf:RDF>") == 1
    assert str(pdf.Root.Lang) == "ru"
    assert bool(pdf.Root.MarkInfo.Marked)
    assert bool(pdf.Root.ViewerPreferences.DisplayDocTitle)
    assert str(pdf.docinfo["/Title"]) == "Приказ от 30.10.2026 № 104"
    assert str(pdf.docinfo["/Author"]) == "ГБПОУ ДТБТ"
    assert "/OutputIntents" in pdf.Root


def test_pikepdf_reads_both_claims(printed):
    with opened(printed) as pdf, pdf.open_metadata() as said:
        assert said.pdfa_status == "3A"
        assert said["{http://www.aiim.org/pdfua/ns/id/}part"] == "1"


def test_tables_headings_and_lists_are_tagged(printed):
    pdf = opened(printed)
    tags = [name for name, _ in structure(pdf)]
    assert {"H1", "H2", "P", "L", "LI", "Table", "TH", "TD", "TR"} <= set(tags)
    assert tags.count("Table") == 2
    assert tags.count("H1") == 1


def test_who_listens_to_it_loses_nothing(printed):
    """Also of a drawing: its words stand in its place."""
    chart = Chart("<svg xmlns='http://www.w3.org/2000/svg'/>", "Доля готовых", Table((Column("А"),), (("Б",),)))
    drawn = render_pdf(one_section(Title("ОТЧЁТ"), chart))
    assert ("Figure", "Доля готовых") in structure(opened(drawn))
    assert [unreadable(pdf) for pdf in (printed, drawn)] == [[], []]


def test_what_a_paper_lacks_is_told(printed):
    pdf = opened(printed)
    del pdf.Root.Lang, pdf.Root.StructTreeRoot, pdf.docinfo["/Title"]
    spoiled = BytesIO()
    pdf.save(spoiled)
    assert unreadable(spoiled.getvalue()) == ["no language", "no title", "no headings"]


def test_only_our_fonts_and_all_inside(printed):
    names, pdf = set(), opened(printed)
    for page in pdf.pages:
        for font in page.Resources.Font.values():
            names.add(str(font.BaseFont).split("+")[-1])
            descriptor = font.DescendantFonts[0].FontDescriptor
            assert any(key in descriptor for key in FONT_FILES)
    assert names == {"Tinos", "Tinos-Bold"}


def test_italics_and_bold_italics_have_their_own_faces():
    pdf = opened(render_pdf(one_section(Paragraph(("прямо ", italic("косо "), bold("жирно"))))))
    fonts = {str(font.BaseFont).split("+")[-1] for font in pdf.pages[0].Resources.Font.values()}
    assert fonts == {"Tinos", "Tinos-Bold", "Tinos-Italic"}


def test_pages_are_a4_and_the_annex_is_turned(printed):
    pdf = opened(printed)
    sizes = [[round(float(side) * 25.4 / 72) for side in list(page.MediaBox)[2:]] for page in pdf.pages]
    assert sizes[0] == [210, 297]
    assert set(map(tuple, sizes[1:])) == {(297, 210)}


def test_the_page_number_stands_from_page_two(printed):
    first, second, *_ = pages_text(printed)
    assert not first.startswith("1")
    assert second.startswith("2 Приложение № 1")
    assert "лист 2 из 2" in second
    assert "лист 1" not in first


def test_front_matter_stands_on_page_one_only(printed):
    first, *others = pages_text(printed)
    for words in ("Министерство образования", "(ГБПОУ ДТБТ)", "УТВЕРЖДАЮ", "СОГЛАСОВАНО", "ПРИКАЗ 30.10.2026"):
        assert words in first
        assert not any(words in page for page in others)
    assert all("Код 7K4M-19EA" in page for page in (first, *others))


def test_a_draft_says_so_and_bears_no_stamps():
    pages = pages_text(render_pdf(order(draft=True)))
    assert all("ЧЕРНОВИК" in page for page in pages)
    assert not any("УТВЕРЖДАЮ" in page or "СОГЛАСОВАНО" in page for page in pages)


def test_a_table_of_ninety_rows_repeats_its_header_on_every_page():
    pages = pages_text(render_pdf(one_section(Title("СПИСОК"), pairs_table(90))))
    assert len(pages) >= 3
    assert all("№ Наставник Наставляемый Срок" in page for page in pages)
    numbers = [int(n) for page in pages for n in re.findall(r"(?:Игоревна) (\d+)", page)]
    assert numbers == list(range(90))


def test_no_row_is_cut():
    """Every row is four lines high: all four stand on one page."""
    rows = tuple((f"н{n} а{n}\nб{n}\nв{n}\nк{n}",) for n in range(40))
    pages = pages_text(render_pdf(one_section(Title("Т"), Table((Column("Строки"),), rows))))
    assert len(pages) > 2
    for n in range(40):
        holders = [number for number, page in enumerate(pages) if any(f"{x}{n}" in page.split() for x in "набвк")]
        assert len(holders) == 1


def test_a_row_longer_than_a_page_is_still_printed_whole():
    text = " ".join(f"слово{n}" for n in range(1500))
    printed = " ".join(pages_text(render_pdf(one_section(Table((Column("Длинно"),), ((text,),))))))
    assert all(f"слово{n}" in printed for n in range(1500))


@pytest.mark.parametrize("lines", range(20, 46, 2))
def test_the_signature_never_stands_without_two_lines_of_text(lines):
    body = [Paragraph(f"абзац{n}") for n in range(lines)]
    pages = pages_text(render_pdf(one_section(*body, Signatures((SignatureLine("Директор", "Е. В. Лаврова"),)))))
    (last,) = [page for page in pages if "Лаврова" in page]
    assert len(re.findall(r"абзац\d+", last)) >= 2


@pytest.mark.parametrize("lines", [6, 20, 33, 34, 35, 36, 37])
def test_a_list_before_the_signature_keeps_two_points_with_it(lines):
    points = Items(tuple(f"пункт{n}" for n in range(lines)))
    pages = pages_text(render_pdf(one_section(points, Signatures((SignatureLine("Директор", "Е. В. Лаврова", MARK),)))))
    (last,) = [page for page in pages if "Подписано" in page]
    assert len(re.findall(r"пункт\d+", last)) >= 2
    assert "Лаврова" in last


@pytest.mark.parametrize("fill", range(150, 250, 8))
def test_a_heading_never_ends_a_page(fill):
    pages = pages_text(render_pdf(one_section(Spacer(fill), Heading("Раздел"), Paragraph("начало " * 40))))
    (holder,) = [page for page in pages if "Раздел" in page]
    assert "начало" in holder.split("Раздел")[1]


def test_margins_and_sizes_come_from_the_style():
    style = PaperStyle(left=25, right=15, top=22, bottom=18, size=13, table_size=11, spacing=1.5)
    html = html_for(replace(order(), style=style))
    assert "margin: 22mm 15mm 18mm 25mm" in html
    assert "margin: 25mm 22mm 15mm 18mm" in html
    assert "font: 13pt/1.7235 Tinos" in html
    assert "font-size: 11pt" in html


def test_text_stays_inside_the_margins_even_when_it_has_no_spaces():
    """A college name, a post and a cell of one endless word: nothing leaves 30 / 10 mm."""
    endless = "Государственноебюджетноепрофессиональное" * 30
    paper = one_section(
        Title(endless, endless),
        Paragraph(endless),
        Items((endless,)),
        Table((Column(endless), Column("Узко", 0.2)), ((endless, endless),)),
        key_values((endless, endless)),
        Signatures((SignatureLine(endless[:200], endless[:200], MARK, "19.11.2026"),)),
    )
    boxes = words_of(render_pdf(paper))
    assert min(left for left, _ in boxes) >= 30 - 0.5
    assert max(right for _, right in boxes) <= 200 + 0.5


def words_of(pdf):
    """(left, right) of every word, in millimeters."""
    command = [tool("pdftotext"), "-bbox", "-", "-"]
    page = subprocess.run(command, input=pdf, capture_output=True, check=True).stdout.decode()
    found = re.findall(r'<word xMin="([\d.-]+)" yMin="[\d.-]+" xMax="([\d.-]+)"', page)
    return [(float(left) * 25.4 / 72, float(right) * 25.4 / 72) for left, right in found]


def test_glyphs_are_drawn_and_not_only_told(tmp_path):
    """Pixels, not text: split web fonts print boxes that still read as the right letters."""
    (tmp_path / "a.pdf").write_bytes(render_pdf(one_section(Paragraph("шшшшшшшш", indent=False, align="left"))))
    (tmp_path / "b.pdf").write_bytes(render_pdf(one_section(Paragraph("........", indent=False, align="left"))))
    dark = [ink_of(tmp_path / f"{name}.pdf") for name in "ab"]
    assert dark[0] > 6 * dark[1] > 0


def ink_of(path):
    """How many pixels of page 1 are dark."""
    from PIL import Image

    command = [tool("pdftoppm"), "-r", "60", "-gray", "-png", "-singlefile", str(path), str(path.with_suffix(""))]
    subprocess.run(command, check=True)
    return sum(Image.open(path.with_suffix(".png")).histogram()[:128])


def test_qpdf_finds_nothing_wrong(printed, tmp_path):
    (tmp_path / "order.pdf").write_bytes(printed)
    found = subprocess.run(
        [tool("qpdf"), "--check", tmp_path / "order.pdf"], capture_output=True, text=True, check=False
    )
    assert found.returncode == 0, found.stderr


@pytest.mark.parametrize("evil", ["<script>alert(1)</script>", '"><img src=x>', "{{7*7}}", "</style>", "&lt;b&gt;"])
def test_hostile_text_is_printed_as_it_was_typed(evil):
    paper = one_section(
        Title(evil, evil, evil), Paragraph(evil), key_values((evil, evil)), title=evil, footer=(evil,), author=evil
    )
    printed = render_pdf(paper)
    pdf = opened(printed)
    assert str(pdf.docinfo["/Title"]) == evil
    assert "".join(pages_text(printed)).replace(" ", "").count(evil.replace(" ", "")) == 7


@pytest.mark.parametrize("text", ["", "🙂" * 50, "а\x00б", "\ud800", "я" * 10_000, "\u202eзадом", "один\nдва"])
def test_any_text_can_be_printed(text):
    paper = one_section(Title(text), Paragraph(text), Items((text,)), Table((Column(text),), ((text,), Band(text))))
    assert render_pdf(replace(paper, title=text or "Без названия")).startswith(b"%PDF")


def test_every_block_is_printed_in_its_order():
    chart = Chart("<svg xmlns='http://www.w3.org/2000/svg'/>", "Рисунок 1", Table((Column("А"),), (("Б",),)))
    paper = one_section(Heading("Раз"), chart, Paragraph("Два"), PageBreak(), Heading("Три", level=3), Spacer(3))
    first, second = pages_text(render_pdf(paper))
    assert first == "Раз Рисунок 1 А Б Два"
    assert second == "2 Три"


def test_a_drawing_is_grey_and_has_its_words():
    chart = Chart('<svg xmlns="http://www.w3.org/2000/svg"><rect fill="#0B5A62"/></svg>', "Доля")
    html = html_for(one_section(chart))
    assert 'alt="Доля"' in html
    assert "#0B5A62" not in html


def test_the_code_of_page_one_makes_room_for_itself():
    code = tuple(tuple((x + y) % 2 == 0 for x in range(21)) for y in range(21))
    lines = [Paragraph(f"строка{n}") for n in range(60)]
    with_code, without = (
        render_pdf(one_section(*lines, footer=("Программа № 27",), code=matrix)) for matrix in (code, ())
    )
    assert "margin-bottom: 28mm" in html_for(one_section(footer=("а",), code=code))
    assert pages_text(with_code)[0].count("строка") < pages_text(without)[0].count("строка")
