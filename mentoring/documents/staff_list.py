"""Tables for the personnel office: the rows to mend and the sample to fill in."""

from mentoring.choices import Employment
from mentoring.kit.dates import short
from mentoring.kit.xlsx import Column, Sheet, write_xlsx
from mentoring.queries.staff_import import bad_rows
from mentoring.staff_columns import SAMPLE_TITLES, meaning

FIX_TITLE = "Что исправить"
EMPLOYMENT_TITLE = "Занятость"
WIDE = {"name": 34, "subjects": 34, "post": 30, "unit": 30, "email": 30}
SAMPLE = (
    ("1", "Иванова Мария Петровна", "преподаватель", "ЦК информационных технологий", "информатика, базы данных",
     "первая", "01.09.2019", "8", "14.03.1990", "ivanova@college.example", "доб. 214"),
    ("2", "Смирнов Олег Ильич", "мастер производственного обучения", "ЦК сервиса и торговли", "МДК 01.01",
     "без категории", "15.01.2025", "1", "02.11.1999", "", ""),
)  # fmt: skip


def errors_xlsx(batch):
    """The rows that did not go in, in the list's own columns, each with its person's name and what to mend.

    The sheet's name carries the list's date and a column keeps the part-timers, so the mended file loads as it is.
    """
    titles = batch.columns["titles"]
    told = any(meaning(title) == "employment" for title in titles)
    columns = [Column(title or f"Столбец {n}", width=WIDE.get(meaning(title), 16)) for n, title in enumerate(titles, 1)]
    extra = [] if told else [Column(EMPLOYMENT_TITLE)]
    rows = [_row(row, len(titles), told) for row in bad_rows(batch)]
    title = f"Исправить на {short(batch.list_date)}"
    return write_xlsx([Sheet(title, (*columns, *extra, Column(FIX_TITLE, width=70)), rows)])


def sample_xlsx():
    """A list as we read it best: titles in the first row, two invented people below."""
    columns = tuple(Column(title, width=WIDE.get(code, 16)) for code, title in SAMPLE_TITLES.items())
    return write_xlsx([Sheet("Работники", columns, SAMPLE)])


def what_to_mend(row):
    """«Рябова Татьяна Сергеевна, строка 69: почта «…» не читается. Напишите почту так: …»."""
    who = f"{row.name}, строка {row.number}" if row.name else f"Строка {row.number}"
    fix = f"{row.fix[:1].upper()}{row.fix[1:]}." if row.fix else ""
    return f"{who}: {row.reason}. {fix}".strip()


def _row(row, width, told):
    cells = [*row.raw, *[""] * width][:width]
    part_time = row.values["read"].get("employment") == Employment.PART_TIME
    extra = [] if told else ["совместитель" if part_time else ""]
    return (*cells, *extra, what_to_mend(row))
