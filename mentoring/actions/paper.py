"""The PDF of a signed document is made once and kept: later changes of names, posts and settings do not touch it."""

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django_tasks import task

from mentoring.access import SYSTEM
from mentoring.actions.file import store_bytes
from mentoring.actions.job import queue
from mentoring.documents.issued import PAPERS, paper_of
from mentoring.kit.uploads import PDF
from mentoring.models import IssuedDocument
from mentoring.workflow.document import VALID


@transaction.atomic
def keep_pdf(document, *, by, at):
    """The stored PDF of a signed order, printed and kept on the first call; the first one kept stands."""
    if document.pdf_id is None:
        from mentoring.kit.pdf import render_pdf

        name = f"{document.type.name} № {document.number} от {document.date:%d.%m.%Y}.pdf"
        content = render_pdf(paper_of(document))
        kept = store_bytes(content, name=name, content_type=PDF, purpose="document", by=by, at=at)
        if IssuedDocument.objects.filter(pk=document.pk, pdf__isnull=True).update(pdf=kept):
            document.pdf = kept
        else:
            document.refresh_from_db(fields=["pdf"])
    return document.pdf


def keep_later():
    """After this transaction the worker prints what was signed; the demo prints when somebody asks (decision 26)."""
    if not settings.DEMO:
        queue(keep_signed)


@task()
def keep_signed():
    """Print and keep every signed order that has no PDF yet. Safe to repeat."""
    waiting = IssuedDocument.objects.filter(
        type__code__in=PAPERS, state__in=VALID, payload__isnull=False, pdf=None, recorded=False
    )
    for document in waiting.select_related("type").order_by("pk"):
        keep_pdf(document, by=SYSTEM, at=timezone.now())
