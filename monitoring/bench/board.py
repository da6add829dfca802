"""The director's dashboard against the very statements it asks, run raw, in interleaved rounds.

Time on the processor is said beside the wall: of this process and of its PostgreSQL backend, where that is on the same
machine. A busy machine stretches the wall alone. Parallel workers are switched off for both sides.
"""

import gc
import statistics
from dataclasses import dataclass, field
from functools import partial

from django.db import connection
from django.test import override_settings
from django.urls import reverse

from mentoring.models import Pair

from .kept import CACHES
from .pages import client_of
from .taken import taken

BUDGET = 2  # the page, of its own statements
REGION = 100_000  # pairs: where the budget holds
SLOW = 0.050


@dataclass
class Board:
    """One Taken a round. `statements` are (sql, parameters); `each` are {their place: a Taken of every round}."""

    pairs: int
    statements: list
    page: list = field(default_factory=list)
    each: dict = field(default_factory=dict)

    @property
    def queries(self):
        return len(self.statements)

    def medians(self, clock):
        """(the page, its statements) by `clock`: wall or cpu; None where it is not known."""
        rounds = zip(*self.each.values(), strict=True)
        whole = [[getattr(one, clock) for one in row] for row in ([page] for page in self.page)]
        raw = [[getattr(one, clock) for one in row] for row in rounds]
        if any(value is None for row in (*whole, *raw) for value in row):
            return None
        return statistics.median(map(sum, whole)), statistics.median(map(sum, raw))

    @property
    def slow(self):
        """(median seconds of wall, sql) of statements slower than SLOW, the slowest first."""
        found = [
            (statistics.median(one.wall for one in taken), self.statements[place][0])
            for place, taken in self.each.items()
        ]
        return sorted((one for one in found if one[0] > SLOW), reverse=True)


@override_settings(ALLOWED_HOSTS=["*"], SECURE_SSL_REDIRECT=False, CACHES=CACHES)
def measure(rounds):
    client, path = client_of("director"), reverse("dashboard")
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SET max_parallel_workers_per_gather = 0")
    statements = []
    for _ in range(2):  # the first request fills what a process keeps
        statements.clear()
        with connection.execute_wrapper(_kept(statements)):
            answer = client.get(path)
    if answer.status_code != 200:
        raise RuntimeError(f"{path} answers {answer.status_code}")
    board = Board(Pair.objects.count(), list(statements))
    for _ in range(rounds):
        board.page.append(_taken(lambda: client.get(path)))
        for place, seconds in _raw(board.statements):
            board.each.setdefault(place, []).append(seconds)
    return board


def _kept(statements):
    def keep(execute, sql, params, many, context):
        statements.append((sql, params))
        return execute(sql, params, many, context)

    return keep


def _raw(statements):
    """The same statements through the driver alone, every row fetched."""
    gc.collect()
    with connection.connection.cursor() as cursor:
        for place, (sql, params) in enumerate(statements):
            if sql.lstrip(" (").startswith("SELECT"):
                yield place, _taken(partial(_fetched, cursor, sql, params))


def _fetched(cursor, sql, params):
    cursor.execute(sql, params)
    return cursor.fetchall()


def _taken(run):
    gc.collect()
    return taken(run)
