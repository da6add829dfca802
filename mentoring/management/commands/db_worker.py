"""The background worker of django-tasks, which also says every half a minute that it is alive (see /ready/)."""

from threading import Event, Thread

from django.db import DatabaseError, connection
from django.utils import timezone
from django_tasks_db.management.commands import db_worker

from mentoring.actions.pulse import beat
from mentoring.models.pulse import WORKER

SECONDS = 30


class Command(db_worker.Command):
    def handle(self, *args, **options):
        ended = Event()
        if not options["batch"]:
            Thread(target=_live, args=(ended,), daemon=True).start()
        try:
            super().handle(*args, **options)
        finally:
            ended.set()


def _live(ended):
    """Beside the jobs, so that a long one does not look like a dead worker; ends with the process."""
    while True:
        try:
            beat(WORKER, at=timezone.now())
        except DatabaseError:
            pass  # the worker itself finds out and is started again
        finally:
            connection.close()
        if ended.wait(SECONDS):
            return
