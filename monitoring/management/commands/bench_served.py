"""The product as it is served: bytes, memory, and what others wait while big jobs are done or passwords are guessed."""

from django.core.management.base import BaseCommand

from monitoring.bench import served

FIRST, REPEAT, REQUESTS = 60, 15, 6  # KB, KB, how many
MEMORY, GROWTH = 90, 5  # MB
ISOLATION, LONGEST = 2, 0.2  # of the idle p95; seconds


class Command(BaseCommand):
    help = "Serve the demo college by gunicorn and measure it over HTTP."

    def add_arguments(self, parser):
        parser.add_argument("--requests", type=int, nargs="+", default=[2000, 4000, 6000])
        parser.add_argument("--seconds", type=int, default=20)

    def handle(self, *args, requests, seconds, **options):
        with served.gunicorn() as master:
            self._bytes()
            self._waits(seconds)
            self._memory(served.memory(master, requests, self.stderr.write), requests)

    def _say(self, name, figure, bar, met):
        self.stdout.write(f"{name:46}{figure:>38}  bar {bar:24}{'met' if met else 'OVER'}")

    def _bytes(self):
        for name, requests, first, repeat in served.visits():
            figure = f"{requests} requests, {first / 1024:.1f} KB, then {repeat / 1024:.1f} KB"
            met = requests <= REQUESTS and first <= FIRST * 1024 and repeat <= REPEAT * 1024
            self._say(name, figure, f"{REQUESTS}, {FIRST} KB, {REPEAT} KB", met)

    def _waits(self, seconds):
        served.waits(5)
        idle = served.waits(seconds)
        self._say("others, idle", self._figure(idle), "", True)
        with served.big_jobs():
            busy = served.waits(seconds)
        met = busy.part(0.95) <= ISOLATION * idle.part(0.95) and busy.part(1) <= LONGEST
        self._say("others, four big jobs", self._figure(busy), "2 x idle p95, 200 ms", met)
        with served.guesses() as statuses:
            busy = served.waits(seconds)
        met = busy.part(0.95) <= ISOLATION * idle.part(0.95)
        self._say(f"others, {len(statuses)} guesses of passwords", self._figure(busy), "2 x idle p95", met)
        self.stdout.write(f"  answers to guesses: { {one: statuses.count(one) for one in sorted(set(statuses))} }")

    def _figure(self, waits):
        return f"p50 {waits.part(0.5) * 1000:.0f}, p95 {waits.part(0.95) * 1000:.0f}, max {waits.part(1) * 1000:.0f} ms"

    def _memory(self, found, requests):
        for name, size in found:
            self._say(f"memory of a worker, {name}", f"{size:.0f} MB", f"{MEMORY} MB", size <= MEMORY)
        if len(requests) > 1:
            grown = (found[-1][1] - found[1][1]) / (requests[-1] - requests[0]) * 10_000
            self._say("  growth of 10,000 requests", f"{grown:.1f} MB", f"{GROWTH} MB", grown <= GROWTH)
