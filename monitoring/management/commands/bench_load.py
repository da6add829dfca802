"""Multiplies the played college of a PostgreSQL database of its own up to so many pairs."""

from django.core.management.base import BaseCommand, CommandError

from monitoring.bench.bulk import Bulk, Refused


class Command(BaseCommand):
    help = "Multiply the played demo college to so many pairs (PostgreSQL, a database of its own)."

    def add_arguments(self, parser):
        parser.add_argument("pairs", type=int)

    def handle(self, *args, pairs, **options):
        try:
            Bulk().grow(pairs, self.stdout.write)
        except Refused as error:
            raise CommandError(str(error)) from error
