"""How the installation feels: what a monitor asks. Numbers alone, nothing of people."""

import shutil
from datetime import timedelta
from functools import lru_cache
from pathlib import Path

from django.conf import settings
from django.db import DatabaseError, connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from django.db.models import Count, Q
from django_tasks_db.models import DBTaskResult

from mentoring.models import JournalCheck, JournalEntry, Letter, Pulse
from mentoring.models.pulse import DAILY, WORKER


def database_answers():
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return False
    return True


@lru_cache(maxsize=1)
def _newest_migrations():
    """What this code was written for; read from the disk once a process."""
    return frozenset(MigrationLoader(None).graph.leaf_nodes())


def migrations_applied():
    return _newest_migrations() <= set(MigrationRecorder(connection).applied_migrations())


def worker_alive(at):
    return Pulse.objects.filter(name=WORKER, at__gte=at - timedelta(minutes=settings.READY_WORKER_MINUTES)).exists()


def free_bytes():
    """On the disk of uploaded and issued files, or of what waits on this machine for their store."""
    place = Path(settings.MEDIA_ROOT)
    while not place.exists():
        place = place.parent
    return shutil.disk_usage(place).free


def readiness(at):
    """{check: passed}, what needs the database unasked while it is away."""
    checks = {"database": database_answers(), "disk": free_bytes() >= settings.READY_FREE_MB * 1024 * 1024}
    if checks["database"]:
        checks |= {"migrations": migrations_applied()}
        checks |= {"worker": checks["migrations"] and worker_alive(at)}
    return checks


def families(at):
    """What /metrics/ says beside the requests; while the database is away, that and the disk alone."""
    up = database_answers()
    known = [
        ("nastavnik_database_up", "gauge", "1 while the database answers.", [("", {}, int(up))]),
        ("nastavnik_disk_free_bytes", "gauge", "Free space where files are kept.", [("", {}, free_bytes())]),
    ]
    return known + (_of_jobs(at) + _of_letters() + _of_ages(at) + _of_seals(at) if up else [])


def _of_jobs(at):
    found = DBTaskResult.objects.aggregate(
        waiting=Count("pk", filter=Q(status="READY")),
        running=Count("pk", filter=Q(status="RUNNING")),
        failed=Count("pk", filter=Q(status="FAILED", finished_at__gte=at - timedelta(days=1))),
    )
    samples = [("", {"state": state}, number) for state, number in found.items()]
    return [("nastavnik_jobs", "gauge", "Background jobs; failed ones of the last 24 hours.", samples)]


def _of_letters():
    found = Letter.objects.filter(sent_at__isnull=True, stopped_at__isnull=True).aggregate(
        waiting=Count("pk", filter=Q(gave_up_at__isnull=True)), failed=Count("pk", filter=Q(gave_up_at__isnull=False))
    )
    samples = [("", {"state": state}, number) for state, number in found.items()]
    return [("nastavnik_letters", "gauge", "Letters of the outbox; failed ones are given up.", samples)]


def _of_ages(at):
    marks = dict(Pulse.objects.values_list("name", "at"))
    backup = JournalEntry.objects.filter(subject_type="mentoring.setting", event="backup_made").order_by("-at")
    marks["backup"] = backup.values_list("at", flat=True).first()
    ages = {name: (at - when).total_seconds() if when else None for name, when in marks.items()}
    told = {WORKER: "the background worker's sign of life", DAILY: "the daily round", "backup": "the last backup"}
    return [
        (f"nastavnik_{name}_age_seconds", "gauge", f"Since {words}.", [("", {}, ages.get(name))])
        for name, words in told.items()
    ]


def _of_seals(at):
    """How the last comparison of the journal with its seals ended; nothing before the first one."""
    check = JournalCheck.objects.first()
    intact, age = (int(not check.trouble), (at - check.at).total_seconds()) if check else (None, None)
    return [
        ("nastavnik_journal_intact", "gauge", "1 while the journal agrees with its seals.", [("", {}, intact)]),
        ("nastavnik_journal_check_age_seconds", "gauge", "Since the journal was compared.", [("", {}, age)]),
    ]
