"""The days of a repeating schedule before it is made, and what of it is still ahead."""

from dataclasses import replace
from datetime import datetime, timedelta

from django.utils import timezone

from mentoring.choices import ChangeKind, ChangeState
from mentoring.kit import dates
from mentoring.models import PairChange
from mentoring.office import office
from programs import access
from programs.choices import MeetingState
from programs.models import Meeting
from programs.series import series_days

PAUSED = (ChangeState.AGREED, ChangeState.SIGNED, ChangeState.RUNNING)


def planned_days(program, *, first, clock, until, weeks, minutes):
    """SeriesDay rows of a program loaded with its people: days off, pauses and taken hours are named. Two queries."""
    rules = office()
    days = series_days(first, until, weeks, holidays=rules.holidays, worked=rules.worked, pauses=_pauses(program.pair))
    if not days:
        return ()
    taken = _taken(program, days[0].day, days[-1].day)
    return tuple(row if row.skipped else replace(row, skipped=_clash(row.day, clock, minutes, taken)) for row in days)


def _pauses(pair):
    rows = PairChange.objects.filter(pair=pair, kind=ChangeKind.PAUSE, state__in=PAUSED)
    return tuple((since, until or since) for since, until in rows.values_list("on", "until"))


def _taken(program, since, until):
    """(start, end) of scheduled meetings of any participant in these days."""
    people = access.people_of(program)
    rows = Meeting.objects.filter(
        state=MeetingState.SCHEDULED,
        starts_at__gte=dates.start_of(since),
        starts_at__lt=dates.start_of(until + timedelta(days=1)),
        program__pair__members__person__in=people,
        program__pair__members__until=None,
    ).distinct()
    return [(start, start + timedelta(minutes=length)) for start, length in rows.values_list("starts_at", "minutes")]


def _clash(day, clock, minutes, taken):
    start = timezone.make_aware(datetime.combine(day, clock))
    end = start + timedelta(minutes=minutes)
    return "в это время уже есть встреча" if any(a < end and b > start for a, b in taken) else ""


def ahead_of(series, now):
    """Scheduled meetings of a series from now on, in their order."""
    rows = Meeting.objects.filter(series=series, state=MeetingState.SCHEDULED, starts_at__gt=now)
    return tuple(rows.order_by("starts_at"))
