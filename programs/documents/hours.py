"""Hours of mentoring as a workbook: what the page shows, month by month, and the sums by mentor."""

from mentoring.kit.dates import stamp
from mentoring.kit.xlsx import Column, Sheet, write_xlsx
from programs.queries.hours import month_words

COLUMNS = (
    Column("Наставник", width=28),
    Column("Пара или группа", width=44),
    Column("Месяц", width=18),
    Column("Встреч", "int", 10),
    Column("Минут подтверждено", "int", 14),
    Column("Часов подтверждено", "number", 14),
    Column("Минут ждёт подтверждения", "int", 16),
)
TOTALS = (
    Column("Наставник", width=28),
    Column("Месяц", width=18),
    Column("Встреч", "int", 10),
    Column("Минут подтверждено", "int", 14),
    Column("Часов подтверждено", "number", 14),
    Column("Минут ждёт подтверждения", "int", 16),
)


def hours_xlsx(rows, *, year, at, author):
    """`rows` are HourRow of one academic year."""
    lead = (
        f"Часы наставничества, {year} учебный год, на {stamp(at)}",
        "Считаются состоявшиеся встречи, на которых был наставник; подтверждённые – обеими сторонами.",
    )
    sheets = [
        Sheet("По парам", COLUMNS, map(_row, rows), lead),
        Sheet("По наставникам", TOTALS, _totals(rows), lead),
    ]
    return write_xlsx(sheets, author=author)


def _row(row):
    return (row.mentor, row.title, month_words(row.month), row.meetings, row.minutes, row.minutes / 60, row.waiting)


def _totals(rows):
    """By mentor and month, then the year of that mentor."""
    kept = {}
    for row in rows:
        for month in (row.month, None):
            sums = kept.setdefault((row.person, row.mentor), {}).setdefault(month, [0, 0, 0])
            for place, value in enumerate((row.meetings, row.minutes, row.waiting)):
                sums[place] += value
    for (_, mentor), months in kept.items():
        for month in sorted(day for day in months if day):
            yield _total(mentor, month_words(month), months[month])
        yield _total(mentor, "всего за год", months[None])


def _total(mentor, month, sums):
    meetings, minutes, waiting = sums
    return (mentor, month, meetings, minutes, minutes / 60, waiting)
