"""Comparing a received file with the one that was issued."""

import hashlib

from mentoring.access import SYSTEM
from mentoring.actions import paper as document_paper
from mentoring.models import IssuedDocument
from monitoring.queries.verify_recorded import file_of
from programs.actions import paper as program_paper
from programs.actions import report_paper


def is_issued_file(row, upload, *, at):
    """Whether the upload is, byte for byte, the PDF issued for this IssuedDocument or ProgramVersion.

    The issued PDF is printed and kept first when nobody has taken it yet; a registered paper is its own file.
    """
    if isinstance(row, IssuedDocument) and (row.recorded or row.payload is None):
        kept = file_of(row)
    elif isinstance(row, IssuedDocument) and hasattr(row, "report"):
        kept = report_paper.keep_pdf(report=row.report, by=SYSTEM, at=at)
    elif isinstance(row, IssuedDocument):
        kept = document_paper.keep_pdf(row, by=SYSTEM, at=at)
    else:
        kept = program_paper.keep_pdf(version=row, by=SYSTEM, at=at)
    digest = hashlib.sha256()
    for chunk in upload.chunks():
        digest.update(chunk)
    return kept is not None and digest.hexdigest() == kept.sha256
