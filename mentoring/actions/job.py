"""The queue of the background worker: a job is asked for in the transaction that needs it, and a killed worker loses none."""

from datetime import timedelta
from functools import partial

from django.db import transaction
from django.utils.module_loading import import_string
from django_tasks_db import DatabaseBackend
from django_tasks_db.models import DBTaskResult

from mentoring.actions.pulse import beat
from mentoring.models import Pulse

LEASE = timedelta(minutes=3)
MOST_ATTEMPTS = 5  # a job that takes its worker along each time would stop all the others
OWN = "job-"
LOST = "Работу пять раз обрывал сбой рабочего процесса."
_given_up = {}  # path of a job: what is told to the row it works for


def queue(job, *args):
    """Ask the worker for a job together with what the caller writes: both are there after a kill, or neither."""
    if isinstance(job.get_backend(), DatabaseBackend):
        job.enqueue(*args)
    else:
        transaction.on_commit(partial(job.enqueue, *args))


def when_given_up(job):
    """Marks what is called with the job's own arguments when it is given up, so that its row does not wait for ever."""

    def keep(tell):
        _given_up[job.module_path] = tell
        return tell

    return keep


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
            _give_up(job, lost, at)
    Pulse.objects.filter(name__startswith=OWN, at__lte=at - max(lease, timedelta(days=1))).delete()
    return back


@transaction.atomic
def _give_up(job, lost, at):
    """Both at once: the job ends, its row says so."""
    if lost.update(status="FAILED", finished_at=at, exception_class_path="", traceback=LOST):
        import_string(job.task_path)  # its module says what is told; this process may not have met it yet
        tell = _given_up.get(job.task_path)
        if tell:
            tell(*job.args_kwargs["args"])
