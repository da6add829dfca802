"""Letters and diplomas of a signed order, printed into one file by the worker (R55)."""

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
from monitoring.documents.recognition import handed_in, letters_paper
from monitoring.models import RecognitionLetters

L = LettersState
OPEN = (L.WAITING, L.RUNNING)


@transaction.atomic
def ask_letters(order, *, by, at):
    """Put the printing into the worker's queue; one at a time an order. Returns the RecognitionLetters.

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
            job = RecognitionLetters.objects.create(order=order, total=total, author=by.person, created_at=at)
    except IntegrityError:
        raise Refused(no("Эти письма уже печатаются.")) from None
    journal.record("letters_asked", f"Печать писем и грамот: {total}", by=by, at=at, subject=order)
    queue(print_letters, job.pk)
    return job


@task()
def print_letters(pk):
    """One file of all letters. Safe to repeat: a finished one is left alone, a broken one is told of."""
    job = RecognitionLetters.objects.select_related("order__type").filter(pk=pk, state__in=OPEN).first()
    if job is None:
        return
    RecognitionLetters.objects.filter(pk=pk).update(state=L.RUNNING)
    try:
        from mentoring.kit.pdf import render_pdf

        content = render_pdf(letters_paper(job.order))
    except Exception:
        fail_letters(pk)
        raise
    with transaction.atomic():
        if not RecognitionLetters.objects.filter(pk=pk, state=L.RUNNING).update(state=L.READY, done=job.total):
            return  # another worker was quicker
        name = f"Письма и грамоты, приказ № {job.order.number}.pdf"
        file = store_bytes(content, name=name, content_type=PDF, purpose="document", by=SYSTEM, at=timezone.now())
        RecognitionLetters.objects.filter(pk=pk).update(file=file)


@when_given_up(print_letters)
def fail_letters(pk):
    RecognitionLetters.objects.filter(pk=pk, state__in=OPEN).update(state=L.FAILED)
