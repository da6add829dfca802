"""The director's dashboard against the very statements it asks, run raw: wall time, in interleaved rounds."""

import gc
import statistics
import time
from dataclasses import dataclass, field
from functools import partial

from django.db import connection
from django.test import override_settings
from django.urls import reverse

from mentoring.models import Pair

from .pages import client_of

BUDGET = 2  # the page, of its own statements
SQL_BUDGET = 0.150
SLOW = 0.050


@dataclass
class Board:
    """Seconds, one a round. `statements` are (sql, parameters); `each` are {their place: seconds of every round}."""

    pairs: int
    statements: list
    page: list = field(default_factory=list)
    each: dict = field(default_factory=dict)

    @property
    def queries(self):
        return len(self.statements)

    @property
    def page_median(self):
        return statistics.median(self.page)

    @property
    def raw_median(self):
        return statistics.median(map(sum, zip(*self.each.values(), strict=True)))

    @property
    def ratio(self):
        return self.page_median / self.raw_median

    @property
    def slow(self):
        """(median seconds, sql) of statements slower than SLOW, the slowest first."""
        found = [(statistics.median(taken), self.statements[place][0]) for place, taken in self.each.items()]
        return sorted((one for one in found if one[0] > SLOW), reverse=True)


@override_settings(ALLOWED_HOSTS=["*"], SECURE_SSL_REDIRECT=False)
def measure(rounds):
    client, path = client_of("director"), reverse("dashboard")
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
    started = time.perf_counter()
    run()
    return time.perf_counter() - started
