"""The college and its cast stand between tests: built once, inside a transaction that every test's own is nested in.

A test that asks for the cast gets a copy of it and takes back whatever it has changed; before a test that does not ask,
or that commits for real, the transaction is rolled back, so that it meets an empty base.
"""

from copy import deepcopy

from django.core.cache import cache
from django.db import transaction

from . import make
from .cast import Cast


class Standing:
    def __init__(self, blocker):
        self.blocker = blocker
        self.block = None

    def raise_up(self):
        if self.block is None:
            with self.blocker.unblock():
                self.block = transaction.atomic()
                self.block.__enter__()
                make.college()
                make.year()
                cache.clear()
                self.cast = Cast()

    def copy(self):
        return deepcopy(self.cast)

    def take_down(self):
        if self.block is not None:
            with self.blocker.unblock():
                transaction.set_rollback(True)
                self.block.__exit__(None, None, None)
            self.block = None


def wants_cast(item):
    """True for a test that asks for the cast and works inside a transaction of its own."""
    mark = item.get_closest_marker("django_db")
    real = (mark and mark.kwargs.get("transaction")) or {"transactional_db", "live_server"} & set(item.fixturenames)
    return "cast" in item.fixturenames and not real
