"""The monitoring report (R54): screen, PDF, DOCX and XLSX say the same numbers, from one Dashboard."""

import re
from datetime import date
from io import BytesIO

import docx
import openpyxl
import pikepdf
import pytest
from django.urls import reverse

from mentoring.kit.dates import MONTHS_GEN
from mentoring.kit.pdf import html_for
from mentoring.models import Person
from mentoring.tests import make
from mentoring.tests.standing import scene
from monitoring.documents.report import paper_of, report_docx, report_pdf
from monitoring.documents.report_book import report_xlsx, rows_xlsx
from monitoring.queries.dashboard import dashboard_of
from monitoring.queries.dashboard_rows import LISTS
from monitoring.tests.make_dashboard import ON, busy_college, event, last_year_pair, program, question


@scene
def board(cast):
    busy_college(cast)
    for number in range(8):
        make.person(f"Аева{number} Анна Ильинична", unit=cast.unit)
    old = program(last_year_pair([cast.mentor], [cast.mentee]), state="completed", since=date(2025, 10, 1))
    event(old, date(2025, 11, 10), "done")
    return dashboard_of(question(cast.actor("director")))


@scene
def book(board):
    return openpyxl.load_workbook(BytesIO(report_xlsx(board)))


def plain(markup):
    return " ".join(re.sub(r"<[^>]+>", " ", markup).replace("\u00a0", " ").split())


def test_screen_pdf_docx_and_xlsx_say_the_same_numbers(cast, board, book, sign_in, monkeypatch):
    monkeypatch.setattr("mentoring.kit.dates.today", lambda: ON)
    screen = plain(sign_in(cast.director, "director").get(reverse("dashboard")).content.decode())
    printed = plain(html_for(paper_of(board)))
    word = docx.Document(BytesIO(report_docx(board)))
    cells = [
        " ".join(cell.text.replace("\u00a0", " ").split()) for t in word.tables for row in t.rows for cell in row.cells
    ]
    sheet = {row[0]: row for row in book["Показатели"].iter_rows(min_row=2, values_only=True)}
    for figure in board.figures:
        said = figure.text.replace("\u00a0", " ")
        assert f"{figure.name.replace(chr(160), ' ')} {said}" in printed, figure.code
        assert said in cells
        assert f"{figure.name.replace(chr(160), ' ')} {plain(figure.number or figure.few)}" in screen
        assert plain(figure.fraction) in screen
        row = sheet[figure.name]
        assert row[1:3] == ((None, None) if figure.few else (figure.now.part, figure.now.whole))
        if figure.trend:
            assert plain(figure.trend) in screen
            assert plain(figure.trend.removeprefix("= ")) in printed
            assert row[7].startswith(figure.trend.removeprefix("= "))
    assert board.figure("involved").text.replace("\u00a0", " ") == "7 из 22 (32 %)"


def test_the_paper_concludes_in_words_and_says_how_it_counted(board):
    printed = plain(html_for(paper_of(board)))
    assert "СВОДНЫЙ ОТЧЁТ МОНИТОРИНГА" in printed
    assert plain(board.conclusion) in printed
    assert "Сравнение – с 18.11.2025" in printed
    assert "без повторов, к числу педагогических работников (п. 6); за прошлый год – хотя бы день в году." in printed
    assert "Первые случаи: 3 из 6" in printed


def test_the_pdf_draws_the_charts_with_their_numbers(board):
    printed = html_for(paper_of(board))
    assert printed.count("data:image/svg+xml;base64,") == 3
    for title in ("Доля вовлечённых по подразделениям", "Программы по состояниям", "Выполнение планов по месяцам"):
        assert title in printed
    with pikepdf.open(BytesIO(report_pdf(board))) as pdf:
        assert len(pdf.pages) >= 3
        assert str(pdf.docinfo["/Title"]) == "Сводный отчёт мониторинга на 18.11.2026"


def test_the_workbook_has_a_sheet_of_rows_for_every_figure(board, book):
    names = {figure.name: figure.rows for figure in board.figures if figure.rows and len(figure.name) <= 31}
    assert len(names) > 3
    assert set(names) <= set(book.sheetnames)
    assert {name: book[name].max_row - 1 for name in names} == names


def test_numbers_and_dates_of_the_workbook_are_numbers_and_dates(book):
    involved = next(row for row in book["Показатели"].iter_rows(min_row=2, values_only=True) if row[1] == 7)
    assert involved[2:4] == (22, pytest.approx(7 / 22))
    assert book["Выполнение планов"]["C2"].is_date
    assert book["Места у наставников"]["C2"].value == 2


def test_rows_of_one_figure_as_a_workbook(cast, board):
    book = openpyxl.load_workbook(BytesIO(rows_xlsx(LISTS["overdue"], board.question)))
    rows = list(book.worksheets[0].iter_rows(values_only=True))
    assert rows[0][0] == "Просроченные мероприятия на 18\xa0ноября 2026\xa0года"
    assert rows[1] == ("Мероприятие", "Пара или группа", "Срок", "Отметка", "Сделано")
    assert [row[1] for row in rows[2:]] == ["Ковалёва → Жуков", "Панина → Ершов"]


def test_what_people_typed_is_no_formula_and_no_markup(cast, board):
    first = program(make.pair([cast.mentor], [cast.other_mentee]), since=date(2026, 11, 2))
    event(first, date(2026, 11, 10), measure="=cmd|'/C calc'!A0 <script>")
    sheet = openpyxl.load_workbook(BytesIO(rows_xlsx(LISTS["overdue"], board.question))).worksheets[0]
    cell = next(cell for (cell,) in sheet.iter_rows(max_col=1) if "calc" in cell.value)
    assert cell.data_type == "s"


def test_the_workbook_begins_with_what_it_is(cast, board):
    book = openpyxl.load_workbook(BytesIO(report_xlsx(board, cast.director)))
    about = dict(book["Об отчёте"].iter_rows(min_row=2, values_only=True))
    assert about["Учебный год"] == "2026/27"
    assert about["Составлен"] == "18.11.2026"
    assert about["Кто составил"] == cast.director.full_name == book.properties.creator


def test_chart_numbers_are_numbers(book):
    sheet = book["Доля вовлечённых"]
    assert sheet["A1"].value.startswith("Доля вовлечённых по подразделениям. Педагоги в действующих парах")
    assert (sheet["B3"].number_format, type(sheet["B3"].value)) == ("0%", float)
    months = book["Выполнение планов по месяцам"]
    assert months["A2"].value == "Месяц"
    assert {type(row[1]) for row in months.iter_rows(min_row=3, values_only=True)} <= {float, int, type(None)}


def test_a_group_of_two_departments_is_counted_once_in_the_sum(cast, board):
    other = make.unit("ЦК строительства")
    mentees = [make.mentee("Юдин Пётр Ильич").person, make.mentee("Яшин Пётр Ильич").person]
    Person.objects.filter(pk=mentees[0].pk).update(unit=cast.unit)
    Person.objects.filter(pk=mentees[1].pk).update(unit=other)
    program(make.pair([cast.mentor], mentees, kind="group"), since=date(2026, 11, 2))
    board = dashboard_of(question(cast.actor("director")))
    note = "группа из двух подразделений стоит в каждом"
    assert note in plain(html_for(paper_of(board)))
    sheet = openpyxl.load_workbook(BytesIO(report_xlsx(board)))["Программы по состояниям"]
    assert note in sheet["A1"].value
    *rows, total = sheet.iter_rows(min_row=3, values_only=True)
    assert total[0] == "Всего, группа считается один раз"
    assert sum(row[-1] for row in rows) > total[-1] == int(re.search(r"всего (\d+)", sheet["A1"].value)[1])


def test_the_head_approves_and_the_curator_signs(cast, board):
    paper = paper_of(board, cast.director)
    (stamp,) = paper.right_stamps
    assert (stamp.word, stamp.lines[0], stamp.name) == (
        "УТВЕРЖДАЮ",
        "Директор ГБПОУ ДТБТ",
        cast.director.signature_name,
    )
    text = plain(html_for(paper))
    assert "Куратор наставничества О. Н. Белова" in text
    assert f"Исполнитель: {cast.director.full_name}" in text
    ours = paper_of(dashboard_of(question(cast.actor("supervisor"))), cast.supervisor)
    assert ours.right_stamps == ()
    assert "Куратор наставничества" not in plain(html_for(ours))


def test_dates_on_paper_have_their_year(board):
    printed = plain(html_for(paper_of(board)))
    assert not re.search(rf"\d (?:{'|'.join(MONTHS_GEN)})(?! \d{{4}})", printed)


def test_an_empty_college_still_gets_its_papers(cast):
    board = dashboard_of(question(cast.actor("director"), year=2026))
    assert report_pdf(board).startswith(b"%PDF-")
    assert report_docx(board)[:2] == report_xlsx(board)[:2] == b"PK"


def test_the_paper_of_a_department_names_it(cast, board):
    ours = dashboard_of(question(cast.actor("supervisor")))
    assert "подразделения руководителя" in plain(html_for(paper_of(ours)))
    chosen = dashboard_of(question(cast.actor("director"), unit=cast.unit))
    assert "2026/27 учебный год, ЦК информационных технологий" in plain(html_for(paper_of(chosen)))
