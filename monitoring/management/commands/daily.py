"""What time itself does: pairs start, terms run out, letters go. The one cron entry, safe to run many times a day."""

from datetime import datetime, time

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from mentoring.kit.dates import parse_date, today
from monitoring.actions.daily import run_daily

MORNING = time(7)


class Command(BaseCommand):
    help = (
        "Start due pairs, open the new academic year, remind, send urgent letters and, once in the morning, the day's "
        "letter. A day that was missed can be made up for with --date."
    )

    def add_arguments(self, parser):
        parser.add_argument("--digest", action="store_true", help="send the day's letters now, whatever the hour")
        parser.add_argument("--date", help="a day that was missed, like 2026-09-01: its morning round")

    def handle(self, *args, digest, date, **options):
        now = timezone.now()
        if date:
            now, digest = _morning(date), True
        report = run_daily(at=now, digest=digest or timezone.localtime(now).time() >= MORNING)
        self.stdout.write(", ".join(f"{name}: {number}" for name, number in report.items()))


def _morning(text):
    day = parse_date(text)
    if day is None:
        raise CommandError(f"--date: give a day like 2026-09-01, not {text!r}.")
    if day > today():
        raise CommandError(f"--date: {day} has not come yet.")
    return timezone.make_aware(datetime.combine(day, MORNING))
