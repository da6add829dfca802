"""The job worker killed in the middle of jobs: each archive is made once, each letter goes and is one letter."""

import email
import random
import time
from collections import Counter
from pathlib import Path

from django.conf import settings
from django.db import connection
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from mentoring.actions.job import queue
from mentoring.models import Letter, StoredFile
from mentoring.notifications import write
from mentoring.tasks import deliver_urgent
from mentoring.tests import make
from monitoring.actions.privacy.archive import ask_archive
from monitoring.models import PersonArchive

ARCHIVES = 40
LETTERS = 200
KILLS = 20
LEASE = ("--lease", "6")
LONGEST = 600


def ask():
    """So many archives and letters wait for the worker."""
    everybody = [make.person(f"Архивов{n} Иван Ильич", login=True) for n in range(ARCHIVES)]
    for person in everybody:
        ask_archive(by=make.actor(person), at=timezone.now())
    for number in range(LETTERS):
        person = everybody[number % ARCHIVES]
        write("account_invite", to=person, at=timezone.now(), path=f"/invitation/{number}/", date="1 декабря")
    for _ in range(5):
        queue(deliver_urgent)


def kill_often(place, say):
    """Each time some jobs are done, at a moment nobody chose."""
    kills = 0
    while kills < KILLS and _left():
        done = _done()
        until = time.monotonic() + 60
        while _done() < done + 2 and time.monotonic() < until and _left():
            time.sleep(0.05)
        time.sleep(random.uniform(0, 0.3))  # noqa: S311
        place.kill_worker()
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
    place.start_worker(*LEASE)
    kills = kill_often(place, say)
    until = time.monotonic() + LONGEST
    while _left() and time.monotonic() < until:
        time.sleep(0.5)
    queue(deliver_urgent)
    time.sleep(3)
    taken_back = DBTaskResult.objects.filter(worker_ids__1__isnull=False).count()
    states = Counter(PersonArchive.objects.values_list("state", flat=True))
    files = StoredFile.objects.filter(purpose="archive").count()
    unsent = Letter.objects.filter(code="account_invite", sent_at__isnull=True, claimed_until=None).count()
    names = Counter(_named())
    claimed = Letter.objects.filter(code="account_invite", sent_at__isnull=True).count() - unsent
    place.kill_worker()
    connection.close()
    say(
        f"jobs: {kills} kills, {taken_back} jobs taken back; archives {dict(states)}, files of them {files}; letters "
        f"{len(names)} different of {LETTERS}, sent twice under one Message-ID {sum(n > 1 for n in names.values())}, "
        f"held by a dead worker's lease {claimed}, forgotten {unsent}"
    )
    once = states == {"ready": ARCHIVES} and files == ARCHIVES
    return once and not unsent and len(names) + claimed >= LETTERS


def _named():
    """The Message-ID of every letter that was sent; the folder is the mail server."""
    for path in Path(settings.EMAIL_FILE_PATH).glob("*"):
        for text in path.read_text().split("-" * 79):
            name = email.message_from_string(text.strip())["Message-ID"]
            if name:
                yield name
