"""Hours of mentoring by month, mentor and pair, for the supplementary agreement (ТК РФ ст. 351.8): one query feeds page and file."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from django.db.models import Count, Q, Sum
from django.db.models.functions import TruncMonth

from mentoring.kit import dates
from mentoring.kit.text import fold
from mentoring.kit.ui import Column, Figure
from mentoring.models import AcademicYear, Pair, Person
from programs import access
from programs.choices import MeetingState

MONTHS = (
    "январь", "февраль", "март", "апрель", "май", "июнь",
    "июль", "август", "сентябрь", "октябрь", "ноябрь", "декабрь",
)  # fmt: skip
HOUR_COLUMNS = (
    Column("Наставник", primary=True),
    Column("Пара или группа"),
    Column("Встреч", numeric=True),
    Column("Время", numeric=True),
    Column("Ждёт подтверждения", numeric=True),
)


@dataclass(frozen=True)
class HourRow:
    """Minutes of one mentor in one pair and month. `minutes` are confirmed by both sides, `waiting` are recorded only."""

    person: int
    pair: int
    month: date
    meetings: int
    minutes: int
    waiting: int
    mentor: str = ""
    title: str = ""


@dataclass(frozen=True)
class HoursPage:
    year: AcademicYear
    years: tuple
    month: str
    months: tuple[Figure, ...]
    rows: tuple[HourRow, ...]
    q: str
    total: int
    waiting: int
    own: bool
    query: str
    columns: tuple = HOUR_COLUMNS

    @property
    def lead(self):
        return f"{self.year} учебный год"


def hour_rows(actor, year):
    """Rows of one academic year by mentor, pair and month, in that order. Four queries."""
    since, until = dates.start_of(year.starts), dates.start_of(year.ends)
    confirmed = Q(meeting__state=MeetingState.CONFIRMED)
    found = (
        access.hours_of(actor)
        .filter(meeting__starts_at__gte=since, meeting__starts_at__date__lte=until.date())
        .annotate(month=TruncMonth("meeting__starts_at"))
        .values("person_id", "meeting__program__pair_id", "month")
        .annotate(
            meetings=Count("meeting"),
            minutes=Sum("meeting__minutes", filter=confirmed, default=0),
            waiting=Sum("meeting__minutes", filter=~confirmed, default=0),
        )
    )
    rows = [
        HourRow(r["person_id"], r["meeting__program__pair_id"], dates.local(r["month"]).date(), r["meetings"], r["minutes"], r["waiting"])
        for r in found
    ]  # fmt: skip
    return _named(rows)


def _named(rows):
    people = Person.objects.in_bulk({row.person for row in rows})
    pairs = Pair.objects.with_members().in_bulk({row.pair for row in rows})
    named = [
        HourRow(row.person, row.pair, row.month, row.meetings, row.minutes, row.waiting,
                people[row.person].short_name, pairs[row.pair].title)
        for row in rows
    ]  # fmt: skip
    return tuple(sorted(named, key=lambda row: (fold(people[row.person].full_name), row.title, row.pair, row.month)))


def chosen_year(code):
    """The asked year of those there are, else the current one; None in a college without years. One query."""
    years = tuple(AcademicYear.objects.order_by("-starts"))
    asked = next((year for year in years if str(year.starts.year) == code), None)
    return asked or next((year for year in years if year.current), years[0] if years else None), years


def hours_page(actor, *, year, years, month="", q=""):
    """The page of one year, narrowed to a month and to a name."""
    rows = hour_rows(actor, year)
    if q:
        rows = tuple(row for row in rows if fold(q) in fold(f"{row.mentor} {row.title}"))
    months = _months(rows)
    month = month if month in {code for code, *_ in months} else ""
    shown = tuple(row for row in rows if not month or _code(row.month) == month)
    kept = {"year": year.starts.year, **({"q": q} if q else {})}
    return HoursPage(
        year=year,
        years=years,
        month=next((name for code, name, _ in months if code == month), ""),
        months=_figures(months, month, kept, sum(row.minutes for row in rows)),
        rows=_by_pair(shown),
        q=q,
        total=sum(row.minutes for row in shown),
        waiting=sum(row.waiting for row in shown),
        own=not actor.has("curator", "director"),
        query=urlencode(kept),
    )


def _months(rows):
    """(code, words, confirmed minutes) of the months that have meetings, in their order."""
    sums = defaultdict(int)
    for row in rows:
        sums[row.month] += row.minutes
    return [(_code(day), month_words(day), sums[day]) for day in sorted(sums)]


def month_words(day):
    return f"{MONTHS[day.month - 1]} {day.year}"


def _code(day):
    return f"{day:%Y-%m}"


def _figures(months, month, kept, total):
    every = Figure(dates.minutes_words(total), "Весь год", f"?{urlencode(kept)}", current=not month)
    rest = (
        Figure(dates.minutes_words(minutes), name, f"?{urlencode({**kept, 'month': code})}", current=code == month)
        for code, name, minutes in months
    )
    return (every, *rest)


def _by_pair(rows):
    """One line a mentor and pair over the shown months."""
    kept = {}
    for row in rows:
        was = kept.get((row.person, row.pair))
        if was is None:
            kept[row.person, row.pair] = row
            continue
        kept[row.person, row.pair] = HourRow(
            row.person, row.pair, was.month, was.meetings + row.meetings, was.minutes + row.minutes,
            was.waiting + row.waiting, row.mentor, row.title,
        )  # fmt: skip
    return tuple(kept.values())
