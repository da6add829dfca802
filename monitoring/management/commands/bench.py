"""The bars of performance, measured side by side on the filled demo college."""

from django.core.management.base import BaseCommand, CommandError

from mentoring.models import Person
from monitoring.bench import matching, pages, papers


class Command(BaseCommand):
    help = "Measure CPU of pages against a bare page, a PDF against WeasyPrint alone, a whole matching. Needs the demo college."

    def add_arguments(self, parser):
        parser.add_argument("--rounds", type=int, default=15)
        parser.add_argument("--check", action="store_true", help="exit with an error when a budget is passed")

    def handle(self, *args, rounds, check, **options):
        if not Person.objects.filter(email="curator@demo.example").exists():
            raise CommandError("The demo college is needed: run `sh run.sh` or `manage.py demo` first.")
        bare, measured = pages.measure(rounds, lambda number: None)
        over = self._pages(bare, measured)
        over += self._papers(rounds)
        over += self._matching(rounds)
        if check and over:
            raise CommandError("over budget: " + ", ".join(over))

    def _pages(self, bare, measured):
        over = []
        self.stdout.write(f"{'page':28}{'kind':18}{'queries':>8}{'KB':>7}{'CPU ms':>9}{'x bare':>8}{'budget':>8}")
        self.stdout.write(
            f"{bare.name:28}{'':18}{bare.queries:>8}{bare.size / 1024:>7.1f}{bare.median * 1000:>9.1f}{1:>8}"
        )
        for page in measured:
            ratio, budget = page.median / bare.median, pages.BUDGET[page.kind]
            late = ratio > budget or page.queries > pages.QUERIES[page.kind]
            if late:
                over.append(page.name)
            self.stdout.write(
                f"{page.name:28}{page.kind:18}{page.queries:>8}{page.size / 1024:>7.1f}"
                f"{page.median * 1000:>9.1f}{ratio:>8.1f}{budget:>8}{'  OVER' if late else ''}"
            )
        return over

    def _papers(self, rounds):
        works = papers.measure(rounds)
        if not works:
            self.stdout.write("documents: no order is in force")
        over = []
        for work in works:
            ours, floor = work.medians
            late = work.budget is not None and ours / floor > work.budget
            if late:
                over.append(work.name)
            self.stdout.write(
                f"{work.name}: {ours * 1000:.0f} ms, its engine alone {floor * 1000:.0f} ms, "
                f"x {ours / floor:.2f} of {work.budget or '–'}{'  OVER' if late else ''}"
            )
        return over

    def _matching(self, rounds):
        taken, whole, single = matching.measure(rounds)
        late = taken > matching.BUDGET
        self.stdout.write(
            f"matching {matching.REQUESTS} x {matching.MENTORS}: {taken:.2f} s of {matching.BUDGET:.0f}, "
            f"served {whole.served} with {whole.points} points (one by one {single.served}, {single.points})"
            f"{'  OVER' if late else ''}"
        )
        return ["matching"] if late else []
