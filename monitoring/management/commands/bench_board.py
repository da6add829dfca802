"""The dashboard at growing sizes: a played college multiplied on PostgreSQL, the page against its own statements."""

from django.core.management.base import BaseCommand, CommandError

from monitoring.bench import board
from monitoring.bench.bulk import Bulk, Refused


class Command(BaseCommand):
    help = (
        "Grow the played demo college to so many pairs, one size after another, and measure the dashboard at each. "
        "Needs a PostgreSQL database of its own; without sizes measures what there is."
    )

    def add_arguments(self, parser):
        parser.add_argument("pairs", type=int, nargs="*", help="1000 10000 100000")
        parser.add_argument("--rounds", type=int, default=15)
        parser.add_argument("--check", action="store_true", help="exit with an error when the bar is passed")

    def handle(self, *args, pairs, rounds, check, **options):
        try:
            bulk = Bulk() if pairs else None
        except Refused as error:
            raise CommandError(str(error)) from error
        found = []
        for size in sorted(pairs) or [None]:
            if size:
                bulk.grow(size, self.stderr.write)
            found.append(board.measure(rounds))
            self._slow(found[-1])
        self.stdout.write(f"{'pairs':>9}{'queries':>9}{'clock':>7}{'page ms':>9}{'SQL ms':>9}{'x':>7}{'bar':>5}")
        over = [one for one in found if self._line(one)]
        uneven = len({one.queries for one in found}) > 1
        if check and (over or uneven):
            raise CommandError("over the bar" if over else "the number of queries grows")

    def _slow(self, one):
        for seconds, sql in one.slow:
            self.stderr.write(f"{seconds * 1000:7.0f} ms  {sql[:110]}")

    def _line(self, one):
        """Two lines; whether the bar of a region is passed by the clock that a busy machine does not stretch."""
        ratio = 0
        for clock in ("wall", "cpu"):
            if taken := one.medians(clock):
                page, raw = taken
                ratio = page / raw
                self.stdout.write(
                    f"{one.pairs:>9}{one.queries:>9}{clock:>7}{page * 1000:>9.0f}{raw * 1000:>9.0f}{ratio:>7.2f}{board.BUDGET:>5}"
                )
        return one.pairs >= board.REGION and ratio > board.BUDGET
