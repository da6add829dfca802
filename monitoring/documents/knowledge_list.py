"""Tests as a workbook: what the list shows, with numbers as numbers."""

from mentoring.kit.dates import local, stamp
from mentoring.kit.xlsx import Column, Sheet, write_xlsx

COLUMNS = (
    Column("Кто проходит", width=34),
    Column("Тест", width=18),
    Column("Попытка", "int", 10),
    Column("Засчитывается", width=14),
    Column("Наставник", width=30),
    Column("Состояние", width=22),
    Column("Пройти до", "date", 12),
    Column("Пройден", "date", 12),
    Column("Набрано", "number", 10),
    Column("Максимум", "int", 10),
    Column("Доля", "percent", 10),
)


def tests_xlsx(rows, *, at, author):
    lead = (
        f"Тесты знаний на {stamp(at)}",
        "Доля – набрано к максимуму. Пустая ячейка – результата нет: в прирост такой тест не входит.",
    )
    return write_xlsx([Sheet("Тесты", COLUMNS, map(_row, rows), lead)], author=author)


def _row(row):
    test = row.test
    return (
        test.member.full_name,
        test.get_moment_display(),
        test.attempt,
        "да" if test.counts else "нет",
        row.mentors,
        row.tag.word,
        test.due,
        local(test.sent_at).date() if test.sent_at else None,
        None if test.score is None else float(test.score),
        test.maximum,
        None if test.percent is None else float(test.percent) / 100,
    )
