"""Dates of a road map: from one academic year to the next, and onto working days."""

from datetime import date

from mentoring.kit.dates import add_years, is_working, to_working_day

FIRST_MONTH = 8  # «08-25» is before the year begins: preparation starts in August


def day_of(month_day, starts, *, holidays=frozenset(), worked=frozenset()):
    """The working day of a starter date «ММ-ДД» in the academic year that starts on `starts` (1 September).

    Months 08–12 belong to its first calendar year, 01–07 to the second. A weekend or holiday moves forward to the next
    working day. Raises ValueError on anything that is no date.
    """
    month, day = (int(part) for part in month_day.split("-"))
    year = starts.year if month >= FIRST_MONTH else starts.year + 1
    return onto_working_day(date(year, month, day), holidays, worked)


def moved_to(due, was_starts, starts, *, holidays=frozenset(), worked=frozenset()):
    """`due` of the year that started on `was_starts`, as many years later as `starts` is, on a working day.

    29 February becomes the 28th where there is none.
    """
    return onto_working_day(add_years(due, starts.year - was_starts.year), holidays, worked)


def onto_working_day(day, holidays=frozenset(), worked=frozenset()):
    """The day itself when people work on it, else the next working day."""
    return day if is_working(day, holidays, worked) else to_working_day(day, holidays)


def share(marks):
    """(points, possible) of a component's marks: «2», «1», «0» count, «skip» and unmarked ones do not.

    Possible is two points a counted criterion: 0 means that there is nothing to divide by. No overall score exists.
    """
    counted = [int(mark) for mark in marks if mark in ("0", "1", "2")]
    return sum(counted), 2 * len(counted)
