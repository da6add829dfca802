"""The queue of the background worker: a job is asked for in the transaction that needs it, and a killed worker loses none."""

from datetime import timedelta
from functools import partial

from django.db import transaction
from django_tasks_db import DatabaseBackend
from django_tasks_db.models import DBTaskResult

from mentoring.actions.pulse import beat
from mentoring.models import Pulse

LEASE = timedelta(minutes=3)
MOST_ATTEMPTS = 5  # a job that takes its worker along each time would stop all the others
OWN = "job-"
LOST = "Работу пять раз обрывал сбой рабочего процесса."


def queue(job, *args):
    """Ask the worker for a job together with what the caller writes: both are there after a kill, or neither."""
    if isinstance(job.get_backend(), DatabaseBackend):
        job.enqueue(*args)
    else:
        transaction.on_commit(partial(job.enqueue, *args))


def hold_jobs(worker, *, at):
    """A worker says that it lives: what it has begun stays its own for another LEASE."""
    beat(OWN + worker, at=at)


def take_back_jobs(*, at, lease=LEASE):
    """Jobs begun by workers that say nothing for a lease wait for a worker again. Returns how many.

    Whoever takes a job back does it in one guarded UPDATE, so that several workers take it back one time.
    """
    alive = set(Pulse.objects.filter(name__startswith=OWN, at__gt=at - lease).values_list("name", flat=True))
    back = 0
    for job in DBTaskResult.objects.running().filter(started_at__lte=at - lease):
        if job.worker_ids and OWN + job.worker_ids[-1] in alive:
            continue
        lost = DBTaskResult.objects.running().filter(pk=job.pk, worker_ids=job.worker_ids)
        if len(job.worker_ids) < MOST_ATTEMPTS:
            back += lost.update(status="READY", started_at=None)
        else:
            lost.update(status="FAILED", finished_at=at, exception_class_path="", traceback=LOST)
    Pulse.objects.filter(name__startswith=OWN, at__lte=at - max(lease, timedelta(days=1))).delete()
    return back
