"""What time itself does: pairs start, digests go out. Safe to run many times a day."""

from datetime import time

from django.core.management.base import BaseCommand
from django.utils import timezone

from monitoring.actions.daily import run_daily


class Command(BaseCommand):
    help = (
        "Start due pairs, open the new academic year, send urgent letters and, once in the morning, the day's digest."
    )

    def add_arguments(self, parser):
        parser.add_argument("--digest", action="store_true", help="send digests now, whatever the hour")

    def handle(self, *args, digest, **options):
        now = timezone.now()
        morning = timezone.localtime(now).time() >= time(7)
        report = run_daily(at=now, digest=digest or morning)
        self.stdout.write(", ".join(f"{name}: {number}" for name, number in report.items()))
