"""An accepted report in the register: number, signatures over its text, its PDF printed once and kept (R33, R57)."""

from dataclasses import asdict

from django.db import transaction

from mentoring.actions.file import store_bytes
from mentoring.actions.number import number_is_taken, take_number
from mentoring.choices import DocumentState
from mentoring.documents.layout import paper_style
from mentoring.kit import dates
from mentoring.kit.text import small_first
from mentoring.kit.uploads import PDF
from mentoring.models import DocumentType, IssuedDocument, Signature
from mentoring.queries.number import numbered
from programs.choices.report import DOCUMENT_TYPES
from programs.documents.report import registered_paper
from programs.models import ProgressReport

from .desk import day_of, post_of


def register(*, report, by, at):
    """The IssuedDocument of an accepted report: its text is the report's, without the proposals."""
    kind = DocumentType.objects.get(code=DOCUMENT_TYPES[report.kind])
    program = report.program
    title = f"{program.pair.title}: {dates.span(report.since, report.until)}"
    document = IssuedDocument(
        type=kind,
        year=program.year,
        title=title[:300],
        date=day_of(at),
        state=DocumentState.IN_FORCE,
        payload=report.payload,
        sha256=report.sha256,
        schema=report.schema,
        style=asdict(paper_style()),
        author=report.author,
        signer=by.person,
        created_at=at,
    )
    document.number = _number(document)
    document.save()
    _sign(document, report, by, at)
    ProgressReport.objects.filter(pk=report.pk).update(document=document)
    report.document = document
    return document


def _number(document):
    while True:
        number = numbered(document.type, document.year, take_number(document.type.prefix, document.year))
        if not number_is_taken(document, number):
            return number


def _sign(document, report, by, at):
    """The author signs by sending, the recipient by accepting; both over the very same text."""
    side = "mentee" if report.kind == "review" else "mentor"
    author = report.author
    part = "наставляемый" if side == "mentee" else "наставник"
    post = f"{part}, {small_first(author.post)}" if author.post else part
    acts = [(author, side, post, report.submitted_at)]
    if by.person != author:
        role = "head" if report.unit_id else ("curator" if by.has("curator") else "director")
        acts.append((by.person, role, post_of(by, role) or "руководитель", at))
    for person, role, words, moment in acts:
        Signature.objects.create(
            document=document, person=person, role=role, post=words[:200], sha256=document.sha256, signed_at=moment
        )


@transaction.atomic
def keep_pdf(*, report, by, at):
    """The stored PDF of an accepted report, printed on the first call; it carries no proposals."""
    document = report.document
    if document.pdf_id is None:
        from mentoring.kit.pdf import render_pdf

        name = f"{document.type.name} № {document.number} от {document.date:%d.%m.%Y}.pdf".replace("/", "-")
        content = render_pdf(registered_paper(document))
        kept = store_bytes(content, name=name, content_type=PDF, purpose="document", by=by, at=at)
        if IssuedDocument.objects.filter(pk=document.pk, pdf__isnull=True).update(pdf=kept):
            document.pdf = kept
        else:
            document.refresh_from_db(fields=["pdf"])
    return document.pdf
