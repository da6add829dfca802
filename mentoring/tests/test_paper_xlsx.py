"""XLSX: real dates and numbers, a frozen header, and no cell that runs (quality.md, row 6)."""

import gc
from datetime import UTC, date, datetime
from io import BytesIO
from zipfile import ZipFile

import pytest
from openpyxl import load_workbook

from mentoring.kit.xlsx import Column, Sheet, write_xlsx

COLUMNS = (Column("Имя", width=30), Column("Принят", "date"), Column("Доля", "percent"), Column("Пар", "int"))


def opened(*sheets, **more):
    return load_workbook(BytesIO(write_xlsx(sheets, **more)))


def test_values_keep_their_kinds():
    page = opened(Sheet("Реестр", COLUMNS, [("Панина С. И.", date(2026, 9, 1), 0.75, 3)])).active
    name, hired, share, pairs = page[2]
    assert (name.value, hired.value, share.value, pairs.value) == ("Панина С. И.", datetime(2026, 9, 1), 0.75, 3)
    assert (hired.number_format, share.number_format, pairs.number_format) == ("dd.mm.yyyy", "0%", "0")
    assert hired.is_date


def test_the_header_is_frozen_bold_filtered_and_printed_on_every_page():
    page = opened(Sheet("Реестр", COLUMNS, [("А", None, None, None)] * 3)).active
    assert page.freeze_panes == "A2"
    assert page.auto_filter.ref == "A1:D4"
    assert page.print_title_rows == "$1:$1"
    assert all(cell.font.bold for cell in page[1])
    assert page.column_dimensions["A"].width == 30


def test_lines_above_the_header_move_it_down():
    page = opened(Sheet("Реестр", COLUMNS, [("А", None, 0.5, 1)], lead=("Доля, всего 9",))).active
    assert (page["A1"].value, page["A2"].value, page["A3"].value) == ("Доля, всего 9", "Имя", "А")
    assert (page.freeze_panes, page.auto_filter.ref, page.print_title_rows) == ("A3", "A2:D3", "$2:$2")


def test_a_sheet_is_printed_across_on_one_width():
    page = opened(Sheet("Реестр", COLUMNS, [])).active
    assert page.page_setup.orientation == "landscape"
    assert page.sheet_properties.pageSetUpPr.fitToPage
    assert (page.page_setup.fitToWidth, page.page_setup.fitToHeight) == (1, 0)


def test_a_row_is_as_high_as_its_longest_text():
    page = opened(Sheet("Реестр", COLUMNS, [("Имя " * 20, None, 0.5, 1), ("А", None, 0.5, 1)])).active
    assert page.row_dimensions[2].height == 45
    assert page.row_dimensions[3].height is None


@pytest.mark.parametrize(
    "evil",
    [
        "=1+1",
        '=HYPERLINK("http://example.invalid")',
        "+1",
        "-1",
        "@SUM(1)",
        "=cmd|' /C calc'!A0",
        "#REF!",
        "\t=1",
        "\r=1",
    ],
)
def test_no_text_becomes_a_formula(evil):
    content = write_xlsx([Sheet("А", (Column("Имя"),), [(evil,)])])
    cell = load_workbook(BytesIO(content)).active["A2"]
    assert cell.data_type == "s"
    assert cell.value.strip() == evil.strip()
    assert cell.quotePrefix is evil.strip().startswith(("=", "+", "-", "@"))
    with ZipFile(BytesIO(content)) as archive:
        assert "<f>" not in archive.read("xl/worksheets/sheet1.xml").decode()


def test_a_formula_in_a_column_name_or_of_numbers_is_text_too():
    page = opened(Sheet("А", (Column("=1+1", "int"),), [("=2+2",)])).active
    assert [page["A1"].data_type, page["A2"].data_type] == ["s", "s"]


@pytest.mark.parametrize(
    ("value", "kept"),
    [
        ("а\x00б\x0bв", "абв"),
        ("я" * 40_000, "я" * 32_767),
        ("", None),
        (None, None),
        (True, "да"),
        (False, "нет"),
        (date(1850, 1, 2), "02.01.1850"),
        (datetime(2026, 1, 1, 12, 30, 5, 123456, tzinfo=UTC), datetime(2026, 1, 1, 15, 30, 5)),
        ("🙂", "🙂"),
    ],
)
def test_any_value_can_be_kept(value, kept):
    assert opened(Sheet("А", (Column("А", "datetime"),), [(value,)])).active["A2"].value == kept


@pytest.mark.parametrize(
    ("titles", "kept"),
    [
        (["Реестр [2026]: ж/п"], ["Реестр  2026   ж п"]),
        (["Пары", "пары", "ПАРЫ"], ["Пары", "пары 2", "ПАРЫ 3"]),
        (["", "'"], ["Лист", "Лист 2"]),
        (["я" * 40, "я" * 40], ["я" * 31, "я" * 29 + " 2"]),
        (["Доля вовлечённых по подразделениям"], ["Доля вовлечённых"]),
        (["Мероприятия ближайших двух недель"], ["Мероприятия ближайших двух"]),
    ],
)
def test_sheet_names_are_ones_excel_accepts(titles, kept):
    assert opened(*(Sheet(title, (Column("А"),), []) for title in titles)).sheetnames == kept


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")  # the library's half-written sheet
def test_a_row_of_another_length_is_refused():
    with pytest.raises(ValueError, match="zip"):
        write_xlsx([Sheet("А", COLUMNS, [("одна",)])])
    gc.collect()


def test_rows_may_come_one_by_one():
    rows = ((f"Человек {n}", None, None, n) for n in range(300))
    page = opened(Sheet("А", COLUMNS, rows), author="ГБПОУ ДТБТ").active
    assert page.max_row == 301
    assert [page["A2"].value, page["A301"].value] == ["Человек 0", "Человек 299"]
