"""What is past its term: shown with --dry-run, else deleted, as the daily round does."""

from django.core.management.base import BaseCommand
from django.utils import timezone

from mentoring.kit.dates import local
from monitoring.actions.privacy.retention import delete_overdue
from monitoring.queries.privacy.retention import counted, ripe_people


class Command(BaseCommand):
    help = "Delete rows that are past their term by the register of fields; --dry-run only lists them."

    def add_arguments(self, parser):
        parser.add_argument("--dry-run", action="store_true", help="list what would go, delete nothing")

    def handle(self, *args, dry_run, **options):
        at = timezone.now()
        if not dry_run:
            self.stdout.write(f"Удалено записей: {delete_overdue(at=at)}")
            return
        on = local(at).date()
        for past, number in counted(on):
            self.stdout.write(f"{past.words}: старше {past.days} дн. – {number}")
        self.stdout.write(f"Ушли и не обезличены: {ripe_people(on).count()}")
