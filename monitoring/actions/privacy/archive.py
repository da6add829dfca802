"""«Мои данные»: the person asks, the worker puts the archive together, after some days it is gone."""

from django.db import IntegrityError, transaction
from django.utils import timezone
from django_tasks import task

from mentoring.access import SYSTEM
from mentoring.actions import journal
from mentoring.actions.file import store_bytes
from mentoring.actions.job import queue, when_given_up
from mentoring.kit.verdict import Refused, no
from monitoring.choices.privacy import OPEN_JOBS, JobState
from monitoring.documents.privacy_archive import archive_zip
from monitoring.models import PersonArchive
from monitoring.queries.privacy.archive import parts_of

ZIP = "application/zip"


@transaction.atomic
def ask_archive(*, by, at):
    """Put one's own archive into the worker's queue, one at a time. Returns the PersonArchive."""
    if by.person is None:
        raise Refused(no("У этой учётной записи нет карточки: собирать нечего."))
    try:
        with transaction.atomic():
            job = PersonArchive.objects.create(person=by.person, asked_at=at)
    except IntegrityError:
        raise Refused(no("Архив уже собирается. Обновите страницу.")) from None
    heading = "Человек попросил архив своих данных"
    journal.record("archive_asked", heading, by=by, at=at, subject=job, person=by.person)
    queue(make_archive, job.pk)
    return job


@task()
def make_archive(pk):
    """Put the archive together. Safe to repeat: a ready one is left alone, a broken one is told of."""
    job = PersonArchive.objects.select_related("person").filter(pk=pk, state__in=OPEN_JOBS).first()
    if job is None:
        return
    PersonArchive.objects.filter(pk=pk).update(state=JobState.RUNNING)
    try:
        parts = parts_of(job.person, lambda done, total: _tell(pk, done, total))
        content = archive_zip(job.person, parts, at=timezone.now())
    except Exception:
        fail_archive(pk)
        raise
    with transaction.atomic():
        at = timezone.now()
        if not PersonArchive.objects.filter(pk=pk, state=JobState.RUNNING).update(state=JobState.READY, ready_at=at):
            return  # another worker was quicker
        file = store_bytes(content, name="Мои данные.zip", content_type=ZIP, purpose="archive", by=SYSTEM, at=at)
        PersonArchive.objects.filter(pk=pk).update(file=file)


@when_given_up(make_archive)
def fail_archive(pk):
    PersonArchive.objects.filter(pk=pk, state__in=OPEN_JOBS).update(state=JobState.FAILED)


def _tell(pk, done, total):
    if done % 10 == 0 or done == total:
        PersonArchive.objects.filter(pk=pk).update(done=done, total=total)
