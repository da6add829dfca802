"""On which days a repeating schedule falls: arithmetic only, no rows."""

from dataclasses import dataclass
from datetime import date, timedelta

MOST = 60


@dataclass(frozen=True)
class SeriesDay:
    """One turn of the schedule; `skipped` says why there will be no meeting."""

    day: date
    skipped: str = ""


def series_days(first, until, weeks, *, holidays=frozenset(), worked=frozenset(), pauses=()):
    """Every `weeks` weeks from `first` to `until`, both counted; days off and days of a pause (since, until) are named."""
    found, day = [], first
    while day <= until and len(found) < MOST:
        found.append(SeriesDay(day, _why_not(day, holidays, worked, pauses)))
        day += timedelta(weeks=weeks)
    return tuple(found)


def _why_not(day, holidays, worked, pauses):
    if day in holidays:
        return "праздничный день"
    if day.weekday() > 4 and day not in worked:
        return "выходной"
    if any(since <= day <= until for since, until in pauses):
        return "пара приостановлена"
    return ""
