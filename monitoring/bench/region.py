"""Every page at several sizes of a college, in interleaved rounds: databases multiplied from one played college.

The rows of the played college keep their keys in every copy, so the very same address is asked at every size.
"""

import gc
import statistics
from dataclasses import dataclass, field

from django.core.cache import cache
from django.db import connection
from django.test import override_settings

from mentoring.models import Pair

from .crawl import ROLES, reachable
from .kept import CACHES
from .pages import HEAVY, ORDINARY, client_of
from .taken import taken

GROWTH = 1.3  # the largest size against the smallest
SLOW = 1  # second: asked once is enough
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
        clients[name][bare.who].get(bare.path)
        pages = [page for page in pages if _there(clients[name][page.who], page)]
        say(f"{name}: warm")
    for number in range(rounds):
        for name in databases:
            _into(name)
            clients[name][bare.who].get(bare.path)
            for page in (bare, *pages):
                if number and page.median(name, "wall") > SLOW:
                    continue
                _ask(name, clients[name][page.who], page)
        say(f"round {number + 1} of {rounds}")
    return pairs, bare, pages


def _into(name):
    """The next requests go to this database, and what a process keeps is kept apart for it."""
    connection.close()
    connection.settings_dict["NAME"] = name
    cache.key_prefix = name
    with connection.cursor() as cursor:
        cursor.execute("SET max_parallel_workers_per_gather = 0")


def _there(client, page):
    """Whether the page is there: what the crawl itself has written down is not in the other databases."""
    answer = client.get(page.path)
    page.size = len(answer.content)
    return answer.status_code == 200


def _ask(database, client, page):
    asked = []

    def count(execute, sql, params, many, context):
        asked.append(sql)
        return execute(sql, params, many, context)

    gc.collect(0)
    with connection.execute_wrapper(count):
        page.cost.setdefault(database, []).append(taken(lambda: client.get(page.path)))
    page.queries[database] = len(asked)
