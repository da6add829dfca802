"""The year turns, and the leap day comes, by a false system clock (faketime): the hourly round on a copy of a demo college.

Each moment is lived twice, as an hourly timer does: the second time nothing may be left to do and no table may change.
The server's own zone is UTC, the college's is Moscow's. The control is the first round of a day: its changes must be seen.
"""

import hashlib
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from datetime import UTC, date, datetime, timedelta
from os import environ
from zoneinfo import ZoneInfo

from mentoring.environment import BASE_DIR
from mentoring.kit.dates import academic_year

MOSCOW = ZoneInfo("Europe/Moscow")
PLAYED = "2027-08-30 09:00:00"  # UTC, as every moment below
SETTLED = (
    "2027-08-30 12:00:00",
    "2027-08-30 13:00:00",
)  # letters that the demo wrote and nobody sent go, and are forgotten
MOMENTS = (
    "2027-08-31 05:05:00",
    "2027-08-31 20:59:58",  # two seconds before midnight in Moscow
    "2027-08-31 21:00:02",
    "2027-09-01 05:05:00",
    "2027-12-31 20:59:58",
    "2027-12-31 21:00:02",
    "2028-02-28 21:00:02",  # 29 February in Moscow
    "2028-02-29 05:05:00",
    "2028-02-29 21:00:02",
)
RUNNING = "SELECT count(*) FROM programs_program WHERE state IN ('active', 'finishing')"
SIGNS_OF_LIFE = {"mentoring_pulse"}


class Played:
    """A demo college in SQLite that was played at PLAYED, copied for this run; `told` is what its last command said."""

    def __init__(self, place):
        self.kept, self.folder = place.kept / "clock", place.folder / "clock"
        self.place, self.told = place, ""
        if not self.kept.exists():
            self._play()
        shutil.copytree(self.kept, self.folder)

    def _play(self):
        making = self.place.folder / "clock-made"
        making.mkdir()
        self.folder, last = making, self.folder
        for words in (("migrate", "-v0"), ("demo",)):
            if self.command(f"@{PLAYED}", *words):
                raise RuntimeError(self.told[-2000:])
        shutil.copytree(making, self.kept)
        self.folder = last

    def command(self, moment, *words):
        own = {
            "DATABASE_URL": f"sqlite:///{self.folder}/db.sqlite3",
            "MEDIA_ROOT": str(self.folder / "media"),
            "DEMO": "1",
            "TZ": "UTC",
            "NO_FAKE_STAT": "1",
        }
        false = ["faketime", "--exclude-monotonic", "-f", moment]
        done = subprocess.run(
            [*false, sys.executable, "manage.py", *words],
            cwd=BASE_DIR,
            env={**environ, **self.place.environment, **own},
            capture_output=True,
            text=True,
            check=False,
        )
        self.told = done.stdout + done.stderr
        return done.returncode

    def daily(self, at):
        """What failed. The clock stands still meanwhile: the round begins and ends on one side of midnight."""
        return [f"failed: {self.told[-600:]}"] if self.command(f"{at:%Y-%m-%d %H:%M:%S}", "daily") else []

    def read(self, words):
        with closing(sqlite3.connect(self.folder / "db.sqlite3")) as database:
            return database.execute(words).fetchall()

    def prints(self):
        """{table: a sum of all its rows}."""
        tables = [name for (name,) in self.read("SELECT name FROM sqlite_master WHERE type = 'table'")]
        rows = {name: sorted(map(repr, self.read(f'SELECT * FROM "{name}"'))) for name in tables}  # noqa: S608 our own names
        return {name: hashlib.sha256(repr(found).encode()).hexdigest() for name, found in rows.items()}


def changed(before, after):
    return {name for name in after if before.get(name) != after[name]} - SIGNS_OF_LIFE


def live(college, moment, say):
    """One moment, and a second later once more; (what is wrong, how many tables the first round changed)."""
    at = datetime.fromisoformat(moment).replace(tzinfo=UTC)
    start, running = college.prints(), college.read(RUNNING)[0][0]
    wrong = college.daily(at)
    first, told = college.prints(), college.told
    wrong += college.daily(at + timedelta(seconds=1))
    again = changed(first, college.prints())
    day = at.astimezone(MOSCOW).date()
    years = [starts for (starts,) in college.read("SELECT starts FROM mentoring_academicyear WHERE current")]
    opening = date(day.year if day.month >= 9 else day.year - 1, 9, 1)
    latest = college.read("SELECT max(at) FROM mentoring_journalentry")[0][0]
    wrong += [f"changed by the second round: {sorted(again)}"] if again else []
    wrong += [f"the second round did something: {_did(college.told)}"] if _did(college.told) else []
    wrong += [] if years == [str(opening)] else [f"current years: {years}"]
    wrong += [f"told at {latest}, not yet come"] if latest > f"{at + timedelta(seconds=2):%Y-%m-%d %H:%M:%S}" else []
    say(f"  {moment} UTC, {day:%d.%m.%Y} in Moscow, year {academic_year(opening)}: {_did(told) or 'nothing to do'}")
    say(
        f"    programs running {running} → {college.read(RUNNING)[0][0]}; {'; '.join(wrong) or 'the second time nothing'}"
    )
    return wrong, len(changed(start, first))


def _did(told):
    return ", ".join(one for one in told.strip().split(", ") if not one.endswith(": 0"))


def run(place, asked, say):
    if not shutil.which("faketime"):
        say("clock: not tried, apt-get install faketime")
        return False
    college = Played(place)
    for moment in SETTLED:
        college.command(moment, "daily")
        say(f"  {moment} UTC, settling: {_did(college.told)}")
    lived = [live(college, moment, say) for moment in MOMENTS]
    wrong, seen = sum(len(faults) for faults, _ in lived), sum(tables for _, tables in lived)
    say(f"clock: {len(lived)} moments, each twice; faults {wrong}; control: first rounds changed {seen} tables")
    return not wrong and seen > 0
