"""The time of the story: it starts where it is set and then runs as time does."""

from datetime import datetime, timedelta
from time import monotonic
from zoneinfo import ZoneInfo

MOSCOW = ZoneInfo("Europe/Moscow")


class Clock:
    """Stands for `django.utils.timezone.now`."""

    def __init__(self, monkeypatch, start="2026-09-02 09:00"):
        self.set(start)
        monkeypatch.setattr("django.utils.timezone.now", self.now)

    def set(self, moment):
        """On to «2026-09-14 10:00»."""
        self.start, self.began = datetime.fromisoformat(moment).replace(tzinfo=MOSCOW), monotonic()

    def now(self):
        return self.start + timedelta(seconds=monotonic() - self.began)
