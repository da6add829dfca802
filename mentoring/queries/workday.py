"""The production calendar of a year: how many days are worked each month and which days differ."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

from mentoring.kit.dates import is_working, weekday
from mentoring.kit.ui import Column
from mentoring.models import Holiday

MONTHS = (
    "Январь", "Февраль", "Март", "Апрель", "Май", "Июнь",
    "Июль", "Август", "Сентябрь", "Октябрь", "Ноябрь", "Декабрь",
)  # fmt: skip
COLUMNS = (Column("Месяц", primary=True), Column("Рабочих", numeric=True), Column("Особые дни"))


@dataclass(frozen=True)
class SpecialDay:
    row: Holiday
    words: str


@dataclass(frozen=True)
class MonthLine:
    name: str
    working: int
    days: tuple[SpecialDay, ...]


@dataclass(frozen=True)
class WorkYear:
    year: int
    months: tuple[MonthLine, ...]

    columns = COLUMNS

    @property
    def total(self):
        return sum(month.working for month in self.months)

    @property
    def before(self):
        return self.year - 1

    @property
    def after(self):
        return self.year + 1


def work_year(year):
    """A year in one query."""
    rows = list(Holiday.objects.filter(day__year=year).order_by("day"))
    off = frozenset(row.day for row in rows if not row.worked)
    on = frozenset(row.day for row in rows if row.worked)
    return WorkYear(year, tuple(_month(year, month, rows, off, on) for month in range(1, 13)))


def _month(year, month, rows, off, on):
    first = date(year, month, 1)
    days = [first + timedelta(days=n) for n in range(monthrange(year, month)[1])]
    special = tuple(SpecialDay(row, _words(row)) for row in rows if row.day.month == month)
    return MonthLine(MONTHS[month - 1], sum(is_working(day, off, on) for day in days), special)


def _words(row):
    """«4, вторник: День народного единства», «28, суббота: рабочий, перенос»."""
    about = ", ".join(part for part in ("рабочий" if row.worked else "", row.name) if part) or "выходной"
    return f"{row.day.day}, {weekday(row.day)}: {about}"
