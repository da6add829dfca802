"""The description of a paper: texts are cleaned, tables are whole, headings and signatures are not left alone."""

import pytest

from mentoring.kit.charts import BarRow, Bars
from mentoring.kit.paper import (
    Band,
    Column,
    Heading,
    Items,
    Mark,
    PaperStyle,
    Paragraph,
    Run,
    Section,
    SignatureLine,
    Signatures,
    Spacer,
    Table,
    bold,
    italic,
    paragraphs,
    plain,
    runs,
)
from mentoring.kit.paper.chart import chart_block

SIGNED = Signatures((SignatureLine("Директор", "Е. В. Лаврова"),))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("просто", (Run("просто"),)),
        (bold("важно"), (Run("важно", bold=True),)),
        (("Цель ", italic("дня"), ""), (Run("Цель "), Run("дня", italic=True))),
        (None, ()),
        (27, (Run("27"),)),
        (0, (Run("0"),)),
    ],
)
def test_any_text_becomes_runs(text, expected):
    assert runs(text) == expected


@pytest.mark.parametrize(
    ("dirty", "clean"),
    [
        ("а\x00б\x1bв", "абв"),
        ("строка\r\nвторая\rтретья", "строка\nвторая\nтретья"),
        ("таб\tуляция", "таб уляция"),
        ("\u202eзадом наперёд", "задом наперёд"),
        ("\ud800одинокий\ufffe", "одинокий"),
        ("улыбка 🙂", "улыбка 🙂"),
        ("<b>&amp;</b>", "<b>&amp;</b>"),
    ],
)
def test_text_is_cleaned_of_what_no_paper_can_hold(dirty, clean):
    assert plain(dirty) == clean


@pytest.mark.parametrize(
    ("text", "tied"),
    [
        ("приказ № 104", "приказ №\u00a0104"),
        ("не ниже 70 %", "не ниже 70\u00a0%"),
        ("г. Дзержинск", "г.\u00a0Дзержинск"),
        ("п. 3 и ст. 351", "п.\u00a03 и ст.\u00a0351"),
        ("педагог – педагог", "педагог\u00a0– педагог"),
        ("2026 г. В школе", "2026 г.\u00a0В школе"),
    ],
)
def test_lines_do_not_end_between_a_sign_and_its_number(text, tied):
    assert plain(text) == tied


def test_a_large_field_becomes_paragraphs_with_a_run_in_heading():
    found = paragraphs("Первое.\n\n  Второе.\n", "Цель.")
    assert [plain(block.text) for block in found] == ["Цель. Первое.", "Второе."]
    assert found[0].text[0] == bold("Цель. ")
    assert paragraphs("") == ()
    assert [plain(block.text) for block in paragraphs("", "Задачи:")] == ["Задачи:"]


def test_a_row_of_another_length_is_refused():
    with pytest.raises(ValueError, match="1 cells in a table of 2"):
        Table((Column("а"), Column("б")), (("одна",),))


def test_shares_of_columns_make_a_hundred():
    assert Table((Column("а", 1), Column("б", 3)), ()).shares() == [25, 75]


def test_bands_and_cells_of_a_table():
    table = Table((Column("а", align="center"),), (Band("Часть"), ("1",)))
    assert table.body() == [("Часть", []), (None, [("center", "1")])]


@pytest.mark.parametrize(("style", "labels"), [("1.", ["3.", "4."]), ("1)", ["3)", "4)"]), ("–", ["–", "–"])])
def test_labels_of_a_list(style, labels):
    assert [label for label, _ in Items(("а", "б"), style, start=3).labeled()] == labels


@pytest.mark.parametrize(
    ("before", "kept"),
    [
        ((Paragraph("Коротко."), Paragraph("Тоже."), Paragraph("И это.")), {1, 2}),
        ((Paragraph("Коротко."), Paragraph("Длинно. " * 30)), {1}),
        ((Paragraph("Коротко."), Items(("один", "два"))), {1}),
        ((Paragraph("Коротко."), Items(("один",))), {0, 1}),
        ((Paragraph("Коротко."), Items(("один", "два")), Spacer()), {1, 2}),
        ((Table((Column("а"),), (("1",), ("2",))),), {0}),
        ((), set()),
    ],
)
def test_two_lines_stay_with_the_signature(before, kept):
    assert Section((*before, SIGNED)).kept() == kept


def test_a_heading_and_a_lead_in_stay_with_what_follows():
    section = Section((Heading("План"), Paragraph("Текст."), Paragraph(bold("Задачи:")), Items(("раз",))))
    assert section.kept() == {0, 2}


def test_a_turned_sheet_turns_its_margins():
    style = PaperStyle(left=30, right=10, top=20, bottom=25)
    assert style.margins(False) == (20, 10, 25, 30)
    assert style.margins(True) == (30, 20, 15, 25)
    assert style.content_width(False) == 170
    assert style.content_width(True) == 252


def test_a_chart_of_a_page_comes_with_its_numbers():
    block = chart_block(Bars("Доля вовлечённых", (BarRow("ЦК права", 3, 9),)), "Рисунок 1 – Доля")
    assert block.caption == "Рисунок 1 – Доля"
    assert block.svg.startswith("<svg")
    assert [column.title for column in block.table.columns] == ["Название", "Доля", "Число", "Из скольких"]
    assert block.table.rows == (("ЦК права", "33 %", "3", "9"),)


@pytest.mark.parametrize("mark", [None, Mark(("Подписано",))])
@pytest.mark.parametrize("day", ["", "19.11.2026"])
def test_signature_columns_fill_the_line(mark, day):
    block = Signatures((SignatureLine("Директор", "Е. В. Лаврова", mark, day),))
    assert sum(block.shares()) == 100
    assert len(block.shares()) == (4 if day else 3)
    assert not mark or block.shares()[1] >= 36
