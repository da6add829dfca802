"""The demo's time: a year is lived from its first day to its last, the current one to this moment."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from mentoring.kit.dates import is_working

MOSCOW = ZoneInfo("Europe/Moscow")


@dataclass(frozen=True)
class YearClock:
    """Moments of one academic year. `today` bounds the current year; past years run to their end."""

    starts: date
    today: date
    now: datetime

    @property
    def past(self):
        return self.today > self.starts + timedelta(days=364)

    @property
    def last(self):
        """The year before the current one."""
        return self.past and self.today < self.starts.replace(year=self.starts.year + 2)

    def day(self, offset):
        """A working day `offset` days after 1 September, never later than today in the current year.

        A year that has only begun is squeezed: what normally takes 80 days happens within the days lived so far.
        """
        lived = (self.today - self.starts).days
        if not self.past and lived < 80:
            offset = round(offset * max(lived, 1) / 80)
        value = self.starts + timedelta(days=offset)
        if not self.past:
            value = min(value, self.today)
        while not is_working(value) and value > self.starts:
            value -= timedelta(days=1)
        return value

    def at(self, offset, hour=10, minute=0):
        """An aware moment on day(offset), never in the future."""
        return self.moment(self.day(offset), hour, minute)

    def moment(self, day, hour=10, minute=0):
        return min(datetime.combine(day, time(hour, minute), MOSCOW), self.now)
