"""The PDF of an approved version is made once and kept: later changes of names, posts and settings do not touch it."""

from django.db import transaction

from mentoring.actions.file import store_bytes
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
