"""A page waits for PostgreSQL no longer than its patience, also for one that is stuck while the line to it is open.

The server itself cuts a long statement (statement_timeout), the network a dead line; a server that took the question and
says nothing at all would be waited for without an end, by one thread after another.
"""

import threading
from functools import partial
from select import POLLIN, POLLOUT, poll
from time import monotonic

from django.db import connection

GRACE = 3  # seconds in which the server's own word about a long statement comes first
SHORT = 3  # of connecting, and of the question whether a kept connection is alive
PAUSE = 2  # seconds: whatever else the same page wants to ask is not waited for once more
_own = threading.local()  # when this thread last waited for a connection in vain


def wait_at_most(seconds):
    """From now on every question of this process to PostgreSQL; 0 and SQLite change nothing."""
    if seconds and connection.vendor == "postgresql":
        from psycopg2.extensions import set_wait_callback

        set_wait_callback(partial(wait, seconds=seconds + GRACE))


def wait(line, seconds):
    """psycopg2 closes the connection when this raises, so that nobody meets the late answer."""
    from psycopg2 import OperationalError
    from psycopg2.extensions import STATUS_BEGIN, STATUS_PREPARED, STATUS_READY

    connected = line.status in (STATUS_READY, STATUS_BEGIN, STATUS_PREPARED)
    if not connected and monotonic() < getattr(_own, "silent", 0) + PAUSE:
        raise OperationalError("PostgreSQL said nothing a moment ago")
    until = monotonic() + (seconds if connected and connection.health_check_done else SHORT)
    try:
        _wait_until(line, until)
    except OperationalError:
        if not connected and monotonic() > until - 1:  # a refusal comes sooner: it may be asked again
            _own.silent = monotonic()
        raise


def _wait_until(line, until):
    from psycopg2 import OperationalError
    from psycopg2.extensions import POLL_OK, POLL_READ

    while (asked := line.poll()) != POLL_OK:
        watch = poll()
        watch.register(line.fileno(), POLLIN if asked == POLL_READ else POLLOUT)
        left = until - monotonic()
        if left <= 0 or not watch.poll(left * 1000):
            raise OperationalError("PostgreSQL says nothing")
