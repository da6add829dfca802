"""R07: reading a staff list as personnel offices really keep it."""

from datetime import date

import pytest

from mentoring.kit.sheets import Row, Sheet
from mentoring.kit.verdict import Refused
from mentoring.staff_columns import date_of_list, fitting_sheet, meaning
from mentoring.staff_rows import read_rows
from mentoring.staff_values import (
    Read,
    look_at_ages,
    proper,
    put_category,
    put_date,
    put_email,
    put_post,
    put_teaching,
    put_text,
    read_name,
)

ON = date(2026, 9, 1)


def sheet(*rows, name="Лист"):
    return Sheet(name, tuple(Row(number, tuple(cells)) for number, cells in enumerate(rows, 1) if cells))


def read(*rows):
    table = sheet(*rows)
    _, header = fitting_sheet([table])
    return read_rows(table, header, ON)


@pytest.mark.parametrize(
    ("title", "field"),
    [
        ("№ п/п", "number"),
        ("Фамилия, имя, отчество", "name"),
        ("Ф.И.О.", "name"),
        ("ФИО работника", "name"),
        ("Сотрудник", "name"),
        ("Имя", "first_name"),
        ("Должность", "post"),
        ("Подразделение / ЦК", "unit"),
        ("Структурное подразделение", "unit"),
        ("Преподаваемые дисциплины", "subjects"),
        ("Квалиф. категория", "category"),
        ("Дата приема на работу", "hired_on"),
        ("Пед. стаж (лет)", "teaching"),
        ("Общий стаж", ""),
        ("Дата рождения", "birth_date"),
        ("E-mail", "email"),
        ("Адрес эл. почты", "email"),
        ("Телефон", "phone"),
        ("Занятость", "employment"),
        ("Что исправить", ""),
        ("Работа с документами", ""),
    ],
)
def test_columns_are_known_by_many_names(title, field):
    assert meaning(title) == field


def test_titles_may_stand_below_a_heading_but_not_past_the_twentieth_row():
    blank = [()] * 17
    table, header = fitting_sheet([sheet(["Список"], *blank, ["ФИО", "Должность"])])
    assert header.number == 19
    with pytest.raises(Refused, match="Не нашли столбец «Фамилия, имя, отчество»"):
        fitting_sheet([sheet(["Список"], *blank, (), (), ["ФИО", "Должность"])])


def test_the_first_sheet_with_titles_is_taken():
    table, _ = fitting_sheet([sheet(["Служебный лист"]), sheet(["ФИО", "Должность"], name="Штат")])
    assert table.name == "Штат"


def test_an_empty_file_says_so():
    with pytest.raises(Refused, match="Файл пуст"):
        fitting_sheet([sheet(), sheet()])


@pytest.mark.parametrize(
    ("above", "name", "file"),
    [
        ("Список на 01.09.2026", "", ""),
        ("Список на 1 сентября 2026 года", "", ""),
        ("", "Штат 01.09.2026", ""),
        ("", "", "штат 01.09.2026.xlsx"),
    ],
)
def test_the_date_of_the_list(above, name, file):
    table = sheet([above], ["ФИО", "Должность"], name=name)
    _, header = fitting_sheet([table])
    assert date_of_list(table, header, file) == ON


def test_headings_blank_rows_and_sums_are_not_people():
    people, left_out = read(
        ["№", "ФИО", "Должность"],
        ["1", "2", "3"],
        ["", "ЦК права"],
        ["1", "Новикова Анна Олеговна", "методист"],
        ["№", "ФИО", "Должность"],
        ["", "Совместители"],
        ["2", "Громов Илья Олегович", "мастер"],
        ["", "Итого: 2"],
    )
    assert [row.name for row in people] == ["Новикова Анна Олеговна", "Громов Илья Олегович"]
    assert [row.read.values["unit"] for row in people] == ["ЦК права", "ЦК права"]
    assert [row.read.values["employment"] for row in people] == ["staff", "part_time"]
    assert [number for number, _ in left_out] == [2, 3, 5, 6, 8]


def test_without_a_heading_nothing_is_said_about_employment():
    people, _ = read(["ФИО", "Должность"], ["Новикова Анна Олеговна", "методист"])
    assert "employment" not in people[0].read.values


def test_a_column_of_employment_is_read():
    people, _ = read(["ФИО", "Занятость"], ["Новикова Анна", "внешний совместитель"], ["Громов Илья", "основная"])
    assert [row.read.values["employment"] for row in people] == ["part_time", "staff"]


def test_a_lone_name_is_a_person_and_a_row_with_a_number_is_a_row():
    people, _ = read(["№", "ФИО", "Должность"], ["", "Новикова Анна Олеговна"], ["7", "", "преподаватель"])
    assert [row.name for row in people] == ["Новикова Анна Олеговна", ""]
    assert people[1].read.problems == [("пустое имя", "напишите фамилию, имя, отчество")]


def test_names_in_three_columns():
    people, _ = read(["Фамилия", "Имя", "Отчество"], ["ЁЛКИН", "пётр", "Ильич"])
    assert people[0].name == "Ёлкин Пётр Ильич"


@pytest.mark.parametrize(
    ("typed", "seen"),
    [("ГАНИНА", "Ганина"), ("ЛАПТЕВА-ЖАРКОВА", "Лаптева-Жаркова"), ("МакКартни", "МакКартни"), ("Оглы", "оглы")],
)
def test_caps_become_proper_case(typed, seen):
    assert proper(typed) == seen


@pytest.mark.parametrize(
    ("typed", "last", "first", "patronymic"),
    [
        ("Ежова Анна Ивановна", "Ежова", "Анна", "Ивановна"),
        ("Черных Дмитрий", "Черных", "Дмитрий", None),
        ("МАМЕДОВ АЛИ ГУСЕЙН ОГЛЫ", "Мамедов", "Али", "Гусейн оглы"),
        ("О'Коннор Мэри", "О'Коннор", "Мэри", None),
    ],
)
def test_a_name_is_cut_into_parts(typed, last, first, patronymic):
    got = Read()
    read_name(got, typed)
    assert not got.problems
    assert [got.values.get(name) for name in ("last_name", "first_name", "patronymic")] == [last, first, patronymic]


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        ("=1+1 Формулова Инъекция", "формула"),
        ("Иванов И. И.", "инициалы"),
        ("Иванов", "только фамилия"),
        ("Иванова 🙂 Анна", "лишнее: «🙂»"),
        ("Петрова (Сидорова) Анна", "лишнее"),
        ("А" * 400, "слишком длинное"),
    ],
)
def test_what_is_not_a_name_says_why_and_what_to_write(typed, reason):
    got = Read()
    read_name(got, typed)
    assert reason in got.problems[0][0]
    assert got.problems[0][1]


@pytest.mark.parametrize(
    ("typed", "iso"),
    [
        ("16.02.2015", "2015-02-16"),
        ("26.01.04", "2004-01-26"),
        ("25.04.58", "1958-04-25"),
        ("2015-02-16", "2015-02-16"),
        ("37259", "2002-01-03"),
    ],
)
def test_dates_in_every_dress(typed, iso):
    got = Read()
    put_date(got, "hired_on", typed, ON)
    assert got.values == {"hired_on": iso}


@pytest.mark.parametrize("typed", ["31.02.2020", "вчера", "01.01.1850", "99999999"])
def test_a_date_that_is_none_keeps_the_row_out(typed):
    got = Read()
    put_date(got, "hired_on", typed, ON)
    assert got.problems == [(f"дата приёма «{typed}» не читается", "напишите дату так: 14.10.2026")]


def test_a_birth_date_in_the_future_keeps_the_row_out():
    got = Read()
    put_date(got, "birth_date", "01.01.2027", ON)
    assert "не наступила" in got.problems[0][0]


@pytest.mark.parametrize(
    ("typed", "since", "years"),
    [
        ("25", "2001-09-01", 25),
        ("23 лет", "2003-09-01", 23),
        ("1 год", "2025-09-01", 1),
        ("5 лет 3 мес.", "2021-09-01", 5),
        ("менее года", "2026-09-01", 0),
        ("0", "2026-09-01", 0),
        ("01.09.2015", "2015-09-01", None),
    ],
)
def test_years_are_counted_back_from_the_list_s_date(typed, since, years):
    got = Read()
    put_teaching(got, typed, ON)
    assert (got.values["teaching_since"], got.values.get("teaching_years")) == (since, years)


@pytest.mark.parametrize("typed", ["минус один", "=A1", "150", "-5"])
def test_years_that_are_none_keep_the_row_out(typed):
    got = Read()
    put_teaching(got, typed, ON)
    assert "не читается" in got.problems[0][0]


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("Высшая", "highest"),
        ("1 категория", "first"),
        ("первая", "first"),
        ("соответствие", "fit"),
        ("СЗД", "fit"),
        ("без категории", "none"),
        ("педагог-методист", "methodist"),
    ],
)
def test_categories(typed, code):
    got = Read()
    put_category(got, typed)
    assert got.values["category"] == code


def test_an_unknown_category_is_a_caution_and_is_not_written():
    got = Read()
    put_category(got, "вторая")
    assert got.values == {}
    assert "незнакома" in got.cautions[0]


def test_e_mail_is_lowered_or_refused():
    got = Read()
    put_email(got, "Teacher@College.Example")
    assert got.values["email"] == "teacher@college.example"
    put_email(got, "teacher64@@college")
    assert "не читается" in got.problems[0][0]


def test_posts_begin_with_a_small_letter_but_abbreviations_do_not():
    got = Read()
    put_post(got, "Преподаватель")
    assert got.values["post"] == "преподаватель"
    put_post(got, "МДК-методист")
    assert got.values["post"] == "МДК-методист"


def test_long_texts_and_formulas_keep_the_row_out():
    got = Read()
    put_text(got, "post", "п" * 201)
    put_text(got, "unit", "=A1")
    assert ["слишком длинно" in got.problems[0][0], "формула" in got.problems[1][0]] == [True, True]


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"birth_date": "2000-01-01", "hired_on": "2010-01-01"}, "приём на работу в 10\u00a0лет"),
        ({"birth_date": "2000-01-01", "teaching_since": "2015-01-01"}, "начало стажа в 15\u00a0лет"),
        ({"birth_date": "2000-01-01", "hired_on": "1999-01-01"}, "раньше рождения"),
        ({"birth_date": "2000-01-01", "teaching_since": "1999-01-01"}, "стаж больше возраста"),
        ({"hired_on": "2026-10-01"}, "позже даты списка"),
        ({"birth_date": "1930-01-01"}, "возраст 96\u00a0лет"),
    ],
)
def test_dates_that_cannot_all_be_true_are_cautions(values, words):
    got = Read(values=values)
    look_at_ages(got, ON)
    assert words in got.cautions[0]


def test_ordinary_dates_are_no_cautions():
    got = Read(values={"birth_date": "1985-03-14", "hired_on": "2010-09-01", "teaching_since": "2007-09-01"})
    look_at_ages(got, ON)
    assert got.cautions == []
