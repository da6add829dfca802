"""Letters and diplomas of a signed order, printed by the worker into one file or apart, as an archive (R55)."""

import io
import zipfile

from django.db import IntegrityError, transaction
from django.utils import timezone
from django_tasks import task

from mentoring.access import SYSTEM
from mentoring.actions import journal
from mentoring.actions.file import store_bytes
from mentoring.actions.job import queue, when_given_up
from mentoring.kit.uploads import PDF
from mentoring.kit.verdict import Refused, no, require
from mentoring.workflow.document import VALID
from monitoring.access import recognition as rights
from monitoring.choices.year import LettersState
from monitoring.documents.recognition import handed_in, letters_apart, letters_paper
from monitoring.models import RecognitionLetters

L = LettersState
OPEN = (L.WAITING, L.RUNNING)
ZIP = "application/zip"


@transaction.atomic
def ask_letters(order, *, by, at, apart=False):
    """Put the printing into the worker's queue; one at a time an order. Returns the RecognitionLetters.

    One file for the printer, or `apart`: an archive of files to be sent one by one.

    Refused: not the curator, not signed, nothing to hand over, being printed already.
    """
    require(rights.may_order_recognition(by))
    total = handed_in(order)
    if order.state not in VALID:
        raise Refused(no("Письма и грамоты печатают по подписанному приказу."))
    if not total:
        raise Refused(no("По этому приказу нет ни писем, ни грамот, ни благодарностей."))
    try:
        with transaction.atomic():
            job = RecognitionLetters.objects.create(
                order=order, apart=apart, total=total, author=by.person, created_at=at
            )
    except IntegrityError:
        raise Refused(no("Эти письма уже печатаются.")) from None
    journal.record("letters_asked", f"Печать писем и грамот: {total}", by=by, at=at, subject=order)
    queue(print_letters, job.pk)
    return job


@task()
def print_letters(pk):
    """All letters. Safe to repeat: a finished one is left alone, a broken one is told of."""
    job = RecognitionLetters.objects.select_related("order__type").filter(pk=pk, state__in=OPEN).first()
    if job is None:
        return
    RecognitionLetters.objects.filter(pk=pk).update(state=L.RUNNING)
    try:
        content = _archive(job) if job.apart else _pdf(letters_paper(job.order))
    except Exception:
        fail_letters(pk)
        raise
    with transaction.atomic():
        if not RecognitionLetters.objects.filter(pk=pk, state=L.RUNNING).update(state=L.READY, done=job.total):
            return  # another worker was quicker
        name = f"Письма и грамоты, приказ № {job.order.number}.{'zip' if job.apart else 'pdf'}"
        kind = ZIP if job.apart else PDF
        file = store_bytes(content, name=name, content_type=kind, purpose="document", by=SYSTEM, at=timezone.now())
        RecognitionLetters.objects.filter(pk=pk).update(file=file)


@when_given_up(print_letters)
def fail_letters(pk):
    RecognitionLetters.objects.filter(pk=pk, state__in=OPEN).update(state=L.FAILED)


def _pdf(paper):
    from mentoring.kit.pdf import render_pdf

    return render_pdf(paper)


def _archive(job):
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w", zipfile.ZIP_STORED) as archive:
        for done, (name, paper) in enumerate(letters_apart(job.order), 1):
            archive.writestr(name, _pdf(paper))
            RecognitionLetters.objects.filter(pk=job.pk).update(done=done)
    return kept.getvalue()
