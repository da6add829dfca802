"""R07: the door for uploaded tables."""

import io
import zipfile
from datetime import datetime
from time import process_time

import pytest

from mentoring.kit.sheets import MAX_ROWS, cell_text, read_sheets
from mentoring.kit.uploads import CSV, XLSX
from mentoring.kit.verdict import Refused

from .staff_lists import REAL, xlsx


def rows_of(content, kind=XLSX):
    return [row.cells for row in next(read_sheets(content, kind)).rows]


def test_cells_become_the_text_a_person_sees():
    assert [cell_text(value) for value in (None, True, 25, 25.0, 2.5, datetime(2002, 1, 3), "  Ежова\u00a0 Анна ")] == [
        "", "да", "25", "25", "2.5", "03.01.2002", "Ежова Анна",
    ]  # fmt: skip


def test_a_formula_stays_text():
    assert rows_of(xlsx(["=1+1", '=HYPERLINK("http://example.invalid")'])) == [
        ("=1+1", '=HYPERLINK("http://example.invalid")')
    ]


def test_blank_rows_are_left_out_and_numbers_are_those_of_the_file():
    sheet = next(read_sheets(REAL.read_bytes(), XLSX))
    assert [row.number for row in sheet.rows[:3]] == [1, 3, 4]
    assert sheet.rows[-1].number == 107


def test_every_sheet_is_offered():
    content = xlsx(["а"], sheet="Второй", extra=[("Первый", [["б"]])])
    assert [sheet.name for sheet in read_sheets(content, XLSX)] == ["Первый", "Второй"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1251"])
@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
def test_csv_in_every_dress(encoding, delimiter):
    text = delimiter.join(['"Фамилия, имя, отчество"', "Должность", "Дисциплины"]) + "\r\n"
    text += delimiter.join(["Ёлкин Пётр Ильич", "мастер", '"право, физика"'])
    assert rows_of(text.encode(encoding), CSV) == [
        ("Фамилия, имя, отчество", "Должность", "Дисциплины"),
        ("Ёлкин Пётр Ильич", "мастер", "право, физика"),
    ]


def test_a_very_long_cell_is_cut():
    assert len(rows_of(xlsx(["А" * 10_000]))[0][0]) == 1000


def test_too_many_rows_are_refused_in_words():
    with pytest.raises(Refused, match="больше 5\u00a0000\u00a0строк"):
        list(read_sheets("\n".join(["а;б"] * (MAX_ROWS + 1)).encode(), CSV))


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04broken", b"%PDF-1.4", xlsx(["а"])[:300]])
def test_a_broken_book_is_refused_in_words(content):
    with pytest.raises(Refused, match="Файл не читается"):
        list(read_sheets(content, XLSX))


def test_a_zip_bomb_is_refused_before_it_is_unpacked():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", b" " * (61 * 1024 * 1024))
    with pytest.raises(Refused, match="слишком много данных"):
        list(read_sheets(out.getvalue(), XLSX))


def book(**members):
    """A good book with some members replaced: book(sheet="<worksheet…")."""
    names = {"sheet": "xl/worksheets/sheet1.xml", "strings": "xl/sharedStrings.xml", "styles": "xl/styles.xml"}
    changed = {names[name]: text for name, text in members.items()}
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(xlsx(["а"]))) as good, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in good.namelist():
            archive.writestr(name, changed.pop(name, None) or good.read(name))
        for name, text in changed.items():
            archive.writestr(name, text)
    return out.getvalue()


MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
CELLS = "<c/>" * 2_000_000


@pytest.mark.parametrize(
    "members",
    [
        {"sheet": f"<worksheet {MAIN}><sheetData><row>{CELLS}</row></sheetData></worksheet>"},
        {"sheet": f'<worksheet {MAIN}><sheetData><row r="20001">{CELLS}</row></sheetData></worksheet>'},
        {"sheet": f"<x:worksheet {MAIN.replace('=', ':x=', 1)}><x:row>{CELLS}</x:row></x:worksheet>"},
        {"strings": f"<sst {MAIN}>{'<si><t/></si>' * 1_000_000}</sst>"},
        {"strings": f'<sst {MAIN}><row r="20001"/><row/>{"<si><t/></si>" * 1_000_000}</sst>'},
        {"styles": f"<styleSheet {MAIN}><cellXfs>{'<xf/>' * 1_000_000}</cellXfs></styleSheet>"},
    ],
)
def test_millions_of_cells_are_refused_before_they_are_built(members):
    content = book(**members)
    began = process_time()
    with pytest.raises(Refused, match="слишком много данных"):
        list(read_sheets(content, XLSX))
    assert process_time() - began < 1


def test_a_sheet_under_a_strange_name_is_counted_as_any_other():
    """A workbook calls its parts as it likes: a bomb named «.dat» was read without being counted."""
    content, out = book(sheet=f"<worksheet {MAIN}><row>{CELLS}</row></worksheet>"), io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as good, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in good.namelist():
            text = good.read(name).replace(b"sheet1.xml", b"sheet1.dat")
            archive.writestr(name.replace("sheet1.xml", "sheet1.dat"), text)
        archive.writestr("xl/media/image1.png", b"\x89PNG\r\n\x1a\n")
    with pytest.raises(Refused, match="слишком много данных"):
        list(read_sheets(out.getvalue(), XLSX))


def test_strings_that_lie_among_the_sheets_are_no_sheet():
    """Rows far below end the reading of a sheet; of strings the reader takes all, wherever they lie."""
    words = f'<sst {MAIN}><row r="20001"/><row/>{"<si/>" * 700_000}</sst>'
    kind = 'PartName="/xl/worksheets/sheet9.xml" ContentType="application/vnd.openxmlformats-officedocument.{}+xml"/>'
    content, out = book(), io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as good, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in good.namelist():
            named = f"<Override {kind.format('spreadsheetml.sharedStrings')}</Types>".encode()
            archive.writestr(name, good.read(name).replace(b"</Types>", named))
        archive.writestr("xl/worksheets/sheet9.xml", words)
    with pytest.raises(Refused, match="слишком много данных"):
        list(read_sheets(out.getvalue(), XLSX))


def test_entities_are_not_read():
    sheet = f'<!DOCTYPE w [<!ENTITY a "{"а" * 100}">]><worksheet {MAIN}><sheetData/></worksheet>'
    with pytest.raises(Refused, match="Файл не читается"):
        list(read_sheets(book(sheet=sheet), XLSX))


def test_a_million_blank_rows_below_the_list_are_no_bomb():
    rows = '<row r="1"><c r="A1" t="inlineStr"><is><t>Ежова</t></is></c></row>'
    rows += "".join(f'<row r="{n}" ht="15"/>' for n in range(2, 1_000_000))
    content = book(sheet=f"<worksheet {MAIN}><sheetData>{rows}</sheetData></worksheet>")
    assert rows_of(content) == [("Ежова",)]


def test_a_csv_with_an_endless_cell_is_refused_in_words():
    with pytest.raises(Refused, match="Файл не читается"):
        list(read_sheets(('а;"' + "б" * 200_000 + '"').encode(), CSV))


def test_bytes_of_no_encoding_are_refused_in_words():
    with pytest.raises(Refused, match="кодировку"):
        list(read_sheets(b"\x98\x98;\x98", CSV))
