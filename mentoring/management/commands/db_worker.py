"""The background worker of django-tasks, which also says every half a minute that it is alive (see /ready/).

The same sign keeps the jobs it has begun its own; those of a worker that was killed are done by another one (actions/job).
"""

from datetime import timedelta
from threading import Event, Thread

from django.db import DatabaseError, connection
from django.utils import timezone
from django_tasks_db.management.commands import db_worker

from mentoring.actions.job import LEASE, hold_jobs, take_back_jobs
from mentoring.actions.pulse import beat
from mentoring.models.pulse import WORKER

SECONDS = 30


class Command(db_worker.Command):
    def add_arguments(self, parser):
        super().add_arguments(parser)
        parser.add_argument(
            "--lease",
            type=int,
            default=int(LEASE.total_seconds()),
            help="Seconds without a sign of life after which a worker's jobs are given to another one.",
        )

    def handle(self, *args, lease, **options):
        ended = Event()
        if not options["batch"]:
            Thread(target=_live, args=(ended, options["worker_id"], lease), daemon=True).start()
        try:
            super().handle(*args, **options)
        finally:
            ended.set()


def _live(ended, worker, lease):
    """Beside the jobs, so that a long one does not look like a dead worker; ends with the process."""
    while True:
        try:
            beat(WORKER, at=timezone.now())
            hold_jobs(worker, at=timezone.now())
            take_back_jobs(at=timezone.now(), lease=timedelta(seconds=lease))
        except DatabaseError:
            pass  # the worker itself finds out and is started again
        finally:
            connection.close()
        if ended.wait(min(SECONDS, max(1, lease / 6))):
            return
