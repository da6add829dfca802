"""Dates as the office writes and reads them. Working days take holidays from the caller: the calendar is editable."""

import re
from datetime import date, datetime, time, timedelta

from django.utils import timezone

from .text import NBSP, count_of

MONTHS_GEN = (
    "января",
    "февраля",
    "марта",
    "апреля",
    "мая",
    "июня",
    "июля",
    "августа",
    "сентября",
    "октября",
    "ноября",
    "декабря",
)
WEEKDAYS = ("понедельник", "вторник", "среда", "четверг", "пятница", "суббота", "воскресенье")
_TYPED = re.compile(r"^(\d{1,2})[.,/\- ](\d{1,2})[.,/\- ](\d{4}|\d{2})(?:\s*г\.?)?$")
_ISO = re.compile(r"^(\d{4})-(\d{2})-(\d{2})")
_YEARLESS = re.compile(rf"\b\d{{1,2}}\s(?:{'|'.join(MONTHS_GEN)})\b(?!\s\d{{4}})")


def today():
    """The date in the college's time zone."""
    return timezone.localdate()


def local(moment):
    return timezone.localtime(moment) if isinstance(moment, datetime) and timezone.is_aware(moment) else moment


def start_of(day):
    """The first moment of a date in the college's time zone."""
    return timezone.make_aware(datetime.combine(day, time.min))


def parse_date(value, pivot=None):
    """A date typed by a person («14.10.2026», «5.6.26», ISO) or None. Two-digit years after `pivot` (default: this year + 1) are 19xx."""
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    text = " ".join(str(value or "").split())
    match = _TYPED.match(text)
    if match:
        day, month, year = (int(part) for part in match.groups())
        if year < 100:
            limit = (pivot or today().year + 1) % 100
            year += 2000 if year <= limit else 1900
    else:
        match = _ISO.match(text)
        if not match:
            return None
        year, month, day = (int(part) for part in match.groups())
    try:
        return date(year, month, day)
    except ValueError:
        return None


def short(value):
    """14.10.2026, for tables."""
    return local(value).strftime("%d.%m.%Y") if value else "–"


def words(value, year=None):
    """«14 октября»; the year is added when it differs from the current one or when asked for."""
    if not value:
        return "–"
    value = local(value)
    text = f"{value.day}{NBSP}{MONTHS_GEN[value.month - 1]}"
    show_year = value.year != today().year if year is None else year
    return f"{text} {value.year}{NBSP}года" if show_year else text


def document(value):
    """«14 октября 2026 г.», for papers."""
    if not value:
        return "«___» __________ 20__ г."
    value = local(value)
    return f"{value.day}{NBSP}{MONTHS_GEN[value.month - 1]} {value.year}{NBSP}г."


def clock(value):
    return local(value).strftime("%H:%M")


def moment(value):
    """«14 октября, 14:32»."""
    return f"{words(value)}, {clock(value)}" if value else "–"


def with_years(text, year):
    """A sentence of the screen for paper: dates of the current `year`, told there without it, get it."""
    return _YEARLESS.sub(rf"\g<0>{NBSP}{year}{NBSP}года", text)


def stamp(value):
    """«14.10.2026 14:32», for papers: they are read in other years."""
    return f"{short(value)} {clock(value)}"


def span(since, until):
    """«с 1 октября 2026 по 30 июня 2027 года», «со 2 февраля по 30 июня 2026 года»; one day is «3 ноября 2025 года»."""
    if since and since == until:
        return words(since, year=True)
    first = words(since, year=False) if since else "–"
    if since and not (until and since.year == until.year):
        first += f" {since.year}"
    return f"{'со' if since and since.day == 2 else 'с'}{NBSP}{first} по{NBSP}{words(until, year=True)}"


def span_short(since, until):
    return short(since) if since == until else f"{short(since)}–{short(until)}"


def by(value, on=None):
    """A deadline as it stands today: «до 27 ноября», and once it has passed «срок был 27 ноября», without reproach."""
    if not value:
        return ""
    return f"{'срок был' if value < (on or today()) else 'до'} {words(value)}"


def clock_words(value):
    """«в 17:00» of today, «15 ноября в 17:00» of an earlier day."""
    return f"в {clock(value)}" if local(value).date() == today() else f"{words(value)} в {clock(value)}"


def near(value, on=None):
    """«сегодня», «завтра», «через 3 дня»; a past date stays a date, without reproach."""
    if not value:
        return ""
    days = (local(value) if not isinstance(value, datetime) else local(value).date()) - (on or today())
    if days.days == 0:
        return "сегодня"
    if days.days == 1:
        return "завтра"
    if days.days == -1:
        return "вчера"
    if days.days > 1:
        return f"через {count_of(days.days, 'day')}"
    return f"{count_of(-days.days, 'day')} назад"


def weekday(value):
    return WEEKDAYS[local(value).weekday()]


def is_working(value, holidays=frozenset(), worked=frozenset()):
    """`worked` are weekend days that transfers have made working."""
    return value in worked or (value.weekday() < 5 and value not in holidays)


def add_working_days(start, days, holidays=frozenset(), worked=frozenset()):
    """The date `days` working days after `start`; `start` itself is not counted."""
    value = start
    while days > 0:
        value += timedelta(days=1)
        if is_working(value, holidays, worked):
            days -= 1
    return value


def working_days_after(start, end, holidays=frozenset()):
    """How many working days passed after `start` up to `end`: 0 on the same day, and when `end` is no later."""
    return sum(is_working(start + timedelta(days=n), holidays) for n in range(1, (end - start).days + 1))


def to_working_day(value, holidays=frozenset(), not_after=None):
    """Move forward off weekends and holidays; backwards when that would pass `not_after`."""
    moved = value
    while not is_working(moved, holidays):
        moved += timedelta(days=1)
    if not_after and moved > not_after:
        moved = min(value, not_after)
        while not is_working(moved, holidays):
            moved -= timedelta(days=1)
    return moved


def academic_year(starts):
    """«2026/27» of the year that begins on this date."""
    return f"{starts.year}/{(starts.year + 1) % 100:02d}"


def add_years(value, years):
    try:
        return value.replace(year=value.year + years)
    except ValueError:
        return value.replace(year=value.year + years, day=28)


def add_months(value, months):
    """The same day `months` later; the last day of a shorter month."""
    years, month = divmod(value.month - 1 + months, 12)
    first = value.replace(year=value.year + years, month=month + 1, day=1)
    last = (first.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)
    return first.replace(day=min(value.day, last.day))


def minutes_words(minutes):
    """90 → «1 ч 30 мин»."""
    hours, rest = divmod(int(minutes), 60)
    return " ".join(
        part for part in (f"{hours}{NBSP}ч" if hours else "", f"{rest}{NBSP}мин" if rest or not hours else "") if part
    )
