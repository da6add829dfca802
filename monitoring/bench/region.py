"""Every page at several sizes of a college, in interleaved rounds: databases multiplied from one played college.

The rows of the played college keep their keys in every copy, so the very same address is asked at every size.
"""

import gc
import statistics
from dataclasses import dataclass, field

from django.core.cache import cache
from django.db import connection
from django.test import override_settings
from django.test.utils import CaptureQueriesContext

from mentoring.models import Pair

from .crawl import ROLES, reachable
from .kept import CACHES
from .pages import HEAVY, ORDINARY, client_of
from .taken import taken

GROWTH = 1.3  # the largest size against the smallest
HOMES = ("home", "dashboard", "evaluation_detail")


@dataclass
class Page:
    """A page under a role. `cost` is {database: [Taken of every round]}, `queries` {database: how many}."""

    name: str
    who: str
    path: str
    cost: dict = field(default_factory=dict)
    queries: dict = field(default_factory=dict)
    size: int = 0

    @property
    def kind(self):
        return HEAVY if self.name in HOMES else ORDINARY

    def median(self, database, clock="cpu"):
        return statistics.median(getattr(one, clock) for one in self.cost[database])


@override_settings(
    ROOT_URLCONF="monitoring.bench.urls",
    ALLOWED_HOSTS=["*"],
    SECURE_SSL_REDIRECT=False,
    CACHES=CACHES,
    AXES_ENABLED=False,
)
def measure(databases, rounds, say, *, played):
    """({database: pairs}, bare Page, Pages): each round asks the bare page and every page in every database.

    Addresses are found in `played`, the database that the others are copies of.
    """
    clients, pairs = {}, {}
    for name in (played, *databases):
        _into(name)
        clients[name] = {who: client_of(who) for who in ROLES}
        pairs[name] = Pair.objects.count()
    _into(played)
    bare = Page("bare signed-in page", "curator", "/bench/bare/")
    pages = reachable(clients[played], Page)
    say(f"{len(pages)} pages")
    for name in databases:
        _into(name)
        for page in (bare, *pages):
            _warm(name, clients[name][page.who], page)
        say(f"{name}: warm")
    for number in range(rounds):
        for name in databases:
            _into(name)
            clients[name][bare.who].get(bare.path)
            for page in (bare, *pages):
                gc.collect(0)
                client = clients[name][page.who]
                page.cost.setdefault(name, []).append(taken(lambda: client.get(page.path)))  # noqa: B023 called at once
        say(f"round {number + 1} of {rounds}")
    return pairs, bare, pages


def _into(name):
    """The next requests go to this database, and what a process keeps is kept apart for it."""
    connection.close()
    connection.settings_dict["NAME"] = name
    cache.key_prefix = name
    with connection.cursor() as cursor:
        cursor.execute("SET max_parallel_workers_per_gather = 0")


def _warm(database, client, page):
    client.get(page.path)
    with CaptureQueriesContext(connection) as caught:
        answer = client.get(page.path)
    if answer.status_code != 200:
        raise RuntimeError(f"{page.path} answers {answer.status_code} in {database}")
    page.queries[database], page.size = len(caught), len(answer.content)
