"""PostgreSQL goes away and comes back under people's hands, three times in three ways."""

import time
from collections import Counter
from threading import Event, Thread

from django.db import connection
from django.urls import reverse

from .visitor import Visitor
from .world import people

AWAY = 4  # seconds
AFTERWARDS = 40  # requests that must all be answered


class Readers:
    """Four people ask for pages all the time; `answers` counts what they got since it was last emptied."""

    def __init__(self, port):
        self.ended, self.answers, self.untold, self.slowest = Event(), Counter(), 0, 0.0
        self.threads = [Thread(target=self._ask, args=(Visitor(one, port),)) for one in people().curators[:4]]
        for thread in self.threads:
            thread.start()

    def _ask(self, who):
        while not self.ended.is_set():
            began = time.monotonic()
            answer = who.get(reverse("home"))
            self.slowest = max(self.slowest, time.monotonic() - began)
            self.answers[answer.status] += 1
            self.untold += answer.status == 503 and not answer.retry_after
            time.sleep(0.05)

    def since(self):
        answers, self.answers = self.answers, Counter()
        return dict(answers)

    def wait_for(self, answers, seconds=120):
        """Whatever the machine is busy with, so many people have been answered."""
        until = time.monotonic() + seconds
        while sum(self.answers.values()) < answers and time.monotonic() < until:
            time.sleep(0.05)

    def stop(self):
        self.ended.set()
        for thread in self.threads:
            thread.join()


def outage(place, name, down, say):
    """Whether people were told the truth meanwhile, and nobody failed afterwards."""
    people_asking = Readers(place.port)
    people_asking.wait_for(12)
    before, cold = people_asking.since(), people_asking.slowest
    people_asking.slowest = 0.0
    connection.close()  # our own
    down()
    people_asking.wait_for(12)
    time.sleep(AWAY)
    place.database.up()
    place.wait_for("/healthz")
    meanwhile = people_asking.since()
    time.sleep(1)
    people_asking.since()
    time.sleep(3)
    people_asking.stop()
    afterwards = people_asking.since()
    one = Visitor(people().curator, place.port)
    afterwards = Counter(afterwards) + Counter(one.get(reverse("home")).status for _ in range(AFTERWARDS))
    connection.close()
    say(
        f"away, {name}: before {before}, the slowest {cold:.1f} s, meanwhile {meanwhile}, 503 without Retry-After {people_asking.untold}, "
        f"slowest answer {people_asking.slowest:.1f} s, afterwards {dict(afterwards)}"
    )
    return set(meanwhile) <= {200, 503} and not people_asking.untold and set(afterwards) == {200}


def idle(place, say):
    """Nobody asks while it is restarted: connections kept from before are found dead and made anew."""
    one = Visitor(people().curator, place.port)
    for _ in range(20):
        one.get(reverse("home"))
    connection.close()
    place.database.down()
    place.database.up()
    answers = Counter(one.get(reverse("home")).status for _ in range(AFTERWARDS))
    say(f"away, restarted while nobody asks: first answers {dict(answers)}")
    return set(answers) == {200}


def run(place, asked, say):
    place.start_web()
    found = [
        outage(place, "stopped and started", place.database.down, say),
        outage(place, "killed and started", place.kill_database, say),
        idle(place, say),
    ]
    place.stop_web()
    return all(found)
