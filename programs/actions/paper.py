"""The PDF of an approved version is made once and kept: later changes of names, posts and settings do not touch it."""

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django_tasks import task

from mentoring.access import SYSTEM
from mentoring.actions.file import store_bytes
from mentoring.actions.job import queue
from mentoring.kit.uploads import PDF
from programs.documents.program import version_paper
from programs.models import ProgramVersion


@transaction.atomic
def keep_pdf(*, version, by, at):
    """The stored PDF of an approved version, printed and kept on the first call."""
    if version.pdf:
        return version.pdf
    from mentoring.kit.pdf import render_pdf

    name = f"Программа № {version.program.number}, редакция {version.number}.pdf"
    kept = store_bytes(render_pdf(version_paper(version)), name=name, content_type=PDF, purpose="program", by=by, at=at)
    if ProgramVersion.objects.filter(pk=version.pk, pdf=None).update(pdf=kept):
        version.pdf = kept
    else:
        version.refresh_from_db(fields=["pdf"])
    return version.pdf


def keep_later():
    """After this transaction the worker prints what was approved; the demo prints when somebody asks (decision 26)."""
    if not settings.DEMO:
        queue(keep_approved)


@task()
def keep_approved():
    """Print and keep every approved version that has no PDF yet. Safe to repeat."""
    waiting = ProgramVersion.objects.filter(number__isnull=False, pdf=None).select_related("program")
    for version in waiting.prefetch_related("decisions").order_by("pk"):
        keep_pdf(version=version, by=SYSTEM, at=timezone.now())
