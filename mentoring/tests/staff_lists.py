"""Staff lists for tests: the real messy file and small ones made on the spot."""

import io
from pathlib import Path

from django.core.files.uploadedfile import SimpleUploadedFile

REAL = Path(__file__).parent / "data" / "staff-2026.xlsx"
TITLES = ("ФИО", "Должность", "Подразделение", "Категория", "Дата приёма", "Стаж", "Дата рождения", "Почта", "Телефон")
NOVIKOVA = ("Новикова Анна Олеговна", "преподаватель", "ЦК права", "первая", "01.09.2015", "11", "14.03.1985")


def real_upload(name="Штат на 1 сентября.xlsx"):
    return SimpleUploadedFile(name, REAL.read_bytes())


def xlsx(*rows, sheet="Лист1", extra=()):
    """Bytes of a workbook with these rows; `extra` are (name, rows) of sheets before it."""
    from openpyxl import Workbook

    book = Workbook()
    book.remove(book.active)
    for name, lines in (*extra, (sheet, rows)):
        page = book.create_sheet(name)
        for line in lines:
            page.append(list(line))
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def upload(*rows, name="список.xlsx", titles=TITLES):
    return SimpleUploadedFile(name, xlsx(titles, *rows))


def csv_upload(*rows, delimiter=";", encoding="utf-8", titles=TITLES, name="список.csv"):
    def cell(value):
        return f'"{value}"' if delimiter in value or "," in value else value

    text = "\r\n".join(delimiter.join(map(cell, row)) for row in (titles, *rows))
    return SimpleUploadedFile(name, text.encode(encoding))
