"""The production calendar: holidays and transferred days, one by one or as a pasted list."""

from dataclasses import dataclass
from datetime import date

from django.db import transaction

from mentoring import office
from mentoring.access import may_change_settings
from mentoring.actions import journal
from mentoring.kit import dates
from mentoring.kit.text import count_of, tidy
from mentoring.kit.verdict import Refused, no, require
from mentoring.models import Holiday

OFF = ("выходной", "нерабочий", "праздник", "отдых")
ON = ("рабочий", "рабочая")
MOST = 400


@dataclass(frozen=True)
class DayRow:
    """One line of a pasted list: what will be set, or why it cannot be read."""

    line: str
    day: date | None = None
    worked: bool = False
    name: str = ""
    problem: str = ""


def read_days(text):
    """DayRows of «день; выходной или рабочий; название», one a line; a day named twice is a problem."""
    rows, seen = [], set()
    for line in (tidy(raw) for raw in text.splitlines()):
        if not line:
            continue
        row = _read(line)
        if row.day in seen and row.day:
            row = DayRow(line, problem="Этот день уже есть выше.")
        seen.add(row.day)
        rows.append(row)
    return rows


@transaction.atomic
def set_day(day, *, worked, name, by, at):
    """Make a day off or a working one; a day already in the calendar is changed. Raises Refused: it changes nothing."""
    require(may_change_settings(by))
    problem = _problem(day, worked)
    if problem:
        raise Refused(no(problem))
    row, _ = Holiday.objects.update_or_create(day=day, defaults={"worked": worked, "name": tidy(name)[:120]})
    word = "рабочий" if worked else "выходной"
    journal.record("workday_set", f"Календарь: {dates.words(day, year=True)} – {word}", by=by, at=at, subject=row)
    transaction.on_commit(office.forget)
    return row


@transaction.atomic
def remove_day(row, *, by, at):
    """The day becomes an ordinary one again; dates counted before stay as they were."""
    require(may_change_settings(by))
    heading = f"Календарь: {dates.words(row.day, year=True)} – как обычно"
    journal.record("workday_removed", heading, by=by, at=at, subject=row)
    row.delete()
    transaction.on_commit(office.forget)


@transaction.atomic
def import_days(text, *, by, at):
    """Set every day of a pasted list. Returns how many; raises Refused when any line cannot be read: all or nothing."""
    require(may_change_settings(by))
    rows = read_days(text)
    wrong = [row for row in rows if row.problem]
    if wrong:
        raise Refused(no(f"Не читаются: {count_of(len(wrong), 'row')}. Исправьте их или удалите."))
    if not rows:
        raise Refused(no("Вставьте хотя бы одну строку."))
    if len(rows) > MOST:
        raise Refused(no(f"За один раз – до {count_of(MOST, 'row')}. Разделите список."))
    for row in rows:
        set_day(row.day, worked=row.worked, name=row.name, by=by, at=at)
    return len(rows)


def _read(line):
    day, word, name = ([part.strip() for part in line.split(";")] + ["", ""])[:3]
    found, word = dates.parse_date(day), word.lower()
    if found is None:
        return DayRow(line, problem="Нет даты. Напишите, например, 09.01.2027; выходной; перенос.")
    if word not in (*OFF, *ON):
        return DayRow(line, problem="После даты напишите «выходной» или «рабочий».")
    worked = word in ON
    problem = _problem(found, worked)
    return DayRow(line, found, worked, name, problem)


def _problem(day, worked):
    if not 2020 <= day.year <= 2100:
        return "Год должен быть от 2020 до 2100."
    if worked and day.weekday() < 5 and not Holiday.objects.filter(day=day).exists():
        return f"{dates.weekday(day).capitalize()} и так рабочий день."
    return ""
