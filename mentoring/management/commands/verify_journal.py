"""Whether anybody has rewritten the journal: its entries against the seals of every evening."""

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from mentoring.actions.seal import check_journal, seal_journal


class Command(BaseCommand):
    help = (
        "Compare the journal with its seals and print the digest of the last one. Ends with 1 when something does not "
        "agree. --known DIGEST: a digest written down elsewhere (a log, a letter, paper) must be in the chain."
    )

    def add_arguments(self, parser):
        parser.add_argument("--seal", action="store_true", help="first seal what is not sealed yet")
        parser.add_argument("--known", help="a digest that was written down outside this database")

    def handle(self, *args, seal, known, **options):
        if seal:
            self.stdout.write(f"Sealed now: {seal_journal(at=timezone.now())}")
        report = check_journal(at=timezone.now())
        self.stdout.write(f"Seals: {report.seals}, entries: {report.sealed}, changed by right: {report.changed}")
        self.stdout.write(f"Last digest: {report.digest or 'none yet'}")
        if known and known not in report.digests:
            report.troubles.append("Записанного отпечатка в цепочке нет: печати переписаны.")
        if report.troubles:
            raise CommandError("\n".join(report.troubles))
        self.stdout.write("The journal agrees with its seals.")
