"""Every page at growing sizes: whole databases of one played college, multiplied by `bench_board`, asked in turn."""

from django.core.management.base import BaseCommand, CommandError
from django.db import connection

from monitoring.bench import pages as bars
from monitoring.bench import region


class Command(BaseCommand):
    help = (
        "Measure every page against a bare signed-in page in several databases, the smallest first: copies of the demo college "
        "of DATABASE_URL on the same server, multiplied by bench_board."
    )

    def add_arguments(self, parser):
        parser.add_argument("databases", nargs="+")
        parser.add_argument("--rounds", type=int, default=10)
        parser.add_argument("--all", action="store_true", help="print every page, not only the telling ones")

    def handle(self, *args, databases, rounds, **options):
        if connection.vendor != "postgresql":
            raise CommandError("Databases are multiplied on PostgreSQL: set DATABASE_URL.")
        played = connection.settings_dict["NAME"]
        pairs, bare, pages = region.measure(databases, rounds, self.stderr.write, played=played)
        first, last = databases[0], databases[-1]
        rows = [Row(page, bare, first, last) for page in pages]
        self.stdout.write(
            f"{'page':40}{'queries':>9}{'KB':>6}{'x bare':>8}{'x bare':>8}{'growth':>8}{'ms':>7}{'ms':>7}"
        )
        self.stdout.write(
            f"{'pairs':40}{'':15}{pairs[first]:>8}{pairs[last]:>8}{'':8}{pairs[first]:>7}{pairs[last]:>7}"
        )
        self._line(Row(bare, bare, first, last))
        for row in sorted(rows, key=lambda row: -row.ratio(last)):
            if options["all"] or row.over:
                self._line(row)
        self._sums(rows, first, last)

    def _line(self, row):
        page = row.page
        asked = "/".join(str(number) for number in dict.fromkeys(page.queries.values()))
        self.stdout.write(
            f"{page.name[:39]:40}{asked:>9}{page.size / 1024:>6.0f}{row.ratio(row.first):>8.1f}{row.ratio(row.last):>8.1f}"
            f"{row.growth:>8.2f}{page.median(row.first) * 1000:>7.0f}{page.median(row.last) * 1000:>7.0f}  {', '.join(row.over)}"
        )

    def _sums(self, rows, first, last):
        for name in (first, last):
            ratios = sorted(row.ratio(name) for row in rows)
            self.stdout.write(f"{name}: median {ratios[len(ratios) // 2]:.1f} x bare, worst {ratios[-1]:.1f}")
        for word in Row.BARS:
            met = sum(word not in row.over for row in rows)
            self.stdout.write(f"{word}: {met} of {len(rows)} pages within")


class Row:
    """A measured page against its bars."""

    BARS = ("cost", "queries", "grows", "queries grow")

    def __init__(self, page, bare, first, last):
        self.page, self.bare, self.first, self.last = page, bare, first, last

    def ratio(self, database):
        """Times the bare signed-in page, by the processor."""
        return self.page.median(database) / self.bare.median(database)

    @property
    def growth(self):
        return self.page.median(self.last) / self.page.median(self.first)

    @property
    def over(self):
        """Names of the bars that are passed."""
        queries, page = self.page.queries.values(), self.page
        passed = (
            self.ratio(self.first) > bars.BUDGET[page.kind],
            max(queries) > bars.QUERIES[page.kind],
            self.growth > region.GROWTH and page.name != "dashboard",
            len(set(queries)) > 1,
        )
        return [word for word, true in zip(self.BARS, passed, strict=True) if true]
