"""Two job workers killed in the middle of jobs: each archive is made once, each letter goes and is one letter."""

import email
import random
import time
from collections import Counter
from pathlib import Path

from django.conf import settings
from django.db import connection
from django.db.models import Q
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from mentoring.actions.job import queue
from mentoring.models import Letter, StoredFile
from mentoring.notifications import write
from mentoring.tasks import deliver_urgent
from mentoring.tests import make
from monitoring.actions.privacy.archive import ask_archive
from monitoring.models import PersonArchive

ARCHIVES = 300
LETTERS = 500
WORKERS = 2
KILLS = 20
LEASE = ("--lease", "6")
LONGEST = 1800
LETTER = Q(code="account_invite")


def ask():
    """So many archives and letters wait for the worker."""
    everybody = [make.person(f"Архивов{n} Иван Ильич", login=True) for n in range(ARCHIVES)]
    for number in range(LETTERS):
        person = everybody[number % ARCHIVES]
        write("account_invite", to=person, at=timezone.now(), path=f"/invitation/{number}/", date="1 декабря")
    for number, person in enumerate(everybody):
        ask_archive(by=make.actor(person), at=timezone.now())
        if number % 60 == 30:
            queue(deliver_urgent)


def kill_often(place, say):
    """Each time some jobs are done, at a moment nobody chose, any of the workers."""
    kills, step = 0, max(2, ARCHIVES // (KILLS + 1))
    while kills < KILLS and _left():
        done = _done()
        until = time.monotonic() + 120
        while _done() < done + step and time.monotonic() < until and _left():
            time.sleep(0.2)
        time.sleep(random.uniform(0, 0.3))  # noqa: S311
        place.kill_worker(random.randrange(WORKERS))  # noqa: S311
        kills += 1
        place.start_worker(*LEASE)
    say(f"  {kills} kills, {_done()} jobs done meanwhile")
    return kills


def _left():
    return DBTaskResult.objects.filter(status__in=("READY", "RUNNING")).count()


def _done():
    return DBTaskResult.objects.filter(status="SUCCESSFUL").count()


def run(place, asked, say):
    ask()
    for _ in range(WORKERS):
        place.start_worker(*LEASE)
    kills = kill_often(place, say)
    until = time.monotonic() + LONGEST
    while _left() and time.monotonic() < until:
        time.sleep(0.5)
    _deliver()
    held = Letter.objects.filter(LETTER, sent_at=None).count()
    Letter.objects.filter(LETTER, sent_at=None).update(
        claimed_until=timezone.now()
    )  # the lease of the killed ones ends
    _deliver()
    taken_back = DBTaskResult.objects.filter(worker_ids__1__isnull=False).count()
    states = Counter(PersonArchive.objects.values_list("state", flat=True))
    files = StoredFile.objects.filter(purpose="archive").count()
    unsent = Letter.objects.filter(LETTER, sent_at=None).count()
    names = Counter(_named())
    while place.workers:
        place.kill_worker()
    connection.close()
    say(
        f"jobs: {WORKERS} workers, {kills} kills, {taken_back} jobs taken back; archives {dict(states)}, their files {files}; "
        f"letters {len(names)} different of {LETTERS}, {sum(n > 1 for n in names.values())} twice under one Message-ID, "
        f"{held} held by the lease of a killed worker and sent after it, {unsent} forgotten"
    )
    once = states == {"ready": ARCHIVES} and files == ARCHIVES and taken_back <= kills
    return once and not unsent and len(names) == LETTERS


def _deliver():
    """What may go now goes."""
    queue(deliver_urgent)
    until = time.monotonic() + LONGEST
    while _left() and time.monotonic() < until:
        time.sleep(0.5)


def _named():
    """The Message-ID of every letter that was sent; the folder is the mail server."""
    for path in Path(settings.EMAIL_FILE_PATH).glob("*"):
        for text in path.read_text().split("-" * 79):
            name = email.message_from_string(text.strip())["Message-ID"]
            if name:
                yield name
