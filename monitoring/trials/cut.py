"""The line to PostgreSQL is slow, reset, pulled out or silent: a page is answered or refused in bounded time, then all is well.

The control is a web server that waits longer than the silence lasts: its slow answers must be seen. Needs root.
"""

import time
from collections import Counter
from functools import partial

from django.db import connection
from django.urls import reverse

from .away import AFTERWARDS, Readers
from .relay import BROKEN, GOOD, LATE, PORT, SILENT, THERE, Relay, pull
from .visitor import Visitor
from .world import people

LASTS = 40  # seconds: longer than a page may wait
BOUND = 32  # seconds: a page's patience, twice a connection's and something for the machine


def fault(place, name, blow, say, *, lasts=LASTS):
    """(Answers while the line was so, the longest wait, answers afterwards, refusals without Retry-After).

    `blow` is how it begins and how it ends.
    """
    asking = Readers(place.port)
    asking.wait_for(12)
    asking.since()
    asking.slowest = 0.0
    blow[0]()
    time.sleep(lasts)
    blow[1]()
    meanwhile, slowest = asking.since(), asking.slowest
    asking.wait_for(4)  # those who waited
    asking.stop()
    meanwhile, slowest = Counter(meanwhile) + Counter(asking.since()), max(slowest, asking.slowest)
    one = Visitor(people().curator, place.port)
    afterwards = Counter(one.get(reverse("home")).status for _ in range(AFTERWARDS))
    connection.close()
    say(
        f"cut, {name}, {lasts} s: meanwhile {dict(meanwhile)}, 503 without Retry-After {asking.untold}, "
        f"slowest answer {slowest:.1f} s, afterwards {dict(afterwards)}"
    )
    return set(meanwhile), slowest, set(afterwards), asking.untold


def passed(found, *answers):
    meanwhile, slowest, afterwards, untold = found
    told = {*answers} <= meanwhile <= {200, *answers} and not untold
    return told and slowest <= BOUND and afterwards == {200}


def run(place, asked, say):
    line = Relay(place.database.root / ".s.PGSQL.5432")
    address = {"DATABASE_URL": f"postgres://postgres@{THERE}:{PORT}/postgres"}

    def turn(mode):
        return partial(setattr, line, "mode", mode), partial(setattr, line, "mode", GOOD)

    faults = (
        ("each piece 20 ms late", turn(LATE), 15, 200),
        ("every connection reset", turn(BROKEN), 10, 503),
        ("the wire pulled out", (partial(pull, "down"), partial(pull, "up")), LASTS, 503),
        ("open and silent", turn(SILENT), LASTS, 503),
    )
    try:
        place.start_web(**address)
        found = [
            passed(fault(place, name, blow, say, lasts=lasts), answer)
            for name, blow, lasts, answer in faults
            if asked.act in name
        ]
        place.stop_web()
        place.start_web(**address, DATABASE_SECONDS="0")
        control = fault(place, "control: open and silent, no patience set", turn(SILENT), say)
        place.stop_web()
    finally:
        line.remove()
    return all(found) and control[1] > BOUND
