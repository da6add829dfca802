"""The protocol of a test in the register (D24): numbered once, signed by the mentor and the curator over the same text."""

from dataclasses import asdict

from django.db import transaction

from mentoring.actions import journal
from mentoring.actions.number import number_is_taken, take_number
from mentoring.choices import Audience, DocumentState
from mentoring.documents.layout import capacity, paper_style
from mentoring.kit.canonical import fingerprint, payload_of
from mentoring.kit.dates import local
from mentoring.kit.verdict import Refused, no, require
from mentoring.models import DocumentType, IssuedDocument, Signature
from mentoring.queries.number import numbered
from monitoring.access.knowledge import may_register, side_of
from monitoring.choices.knowledge import Assessor
from monitoring.models import KnowledgeTest
from monitoring.queries.knowledge.protocol import KIND, SCHEMA, protocol_of


@transaction.atomic
def sign_protocol(test, *, by, at):
    """Sign; the first signature gives the protocol its number and freezes its text. Each side signs once."""
    KnowledgeTest.objects.select_for_update().get(pk=test.pk)
    test = KnowledgeTest.objects.select_related("program__pair", "program__year", "member", "document").get(pk=test.pk)
    require(may_register(by, test))
    document = test.document or _issue(test, by=by, at=at)
    if document.signatures.filter(person=by.person, revoked_at__isnull=True).exists():
        raise Refused(no("Вы уже подписали этот протокол."))
    side = side_of(by, test.program)
    post = capacity("curator", acting="curator" in by.acting) if side == Assessor.CURATOR else _mentor_post(by)
    Signature.objects.create(
        document=document, person=by.person, role=side, post=post[:200], sha256=document.sha256, signed_at=at
    )
    heading = f"Подписан протокол № {document.number}: {test.member.short_name}"
    journal.record(
        "test_protocol",
        heading,
        by=by,
        at=at,
        subject=test,
        pair=test.program.pair,
        person=test.member,
        audience=Audience.MEMBERS,
    )
    return document


def _mentor_post(by):
    return f"Наставник, {by.person.post[:1].lower()}{by.person.post[1:]}" if by.person.post else "Наставник"


def _issue(test, *, by, at):
    kind = DocumentType.objects.get(code=KIND)
    payload = payload_of(protocol_of(test))
    document = IssuedDocument(
        type=kind,
        year=test.program.year,
        title=f"{test.get_moment_display()}: {test.member.short_name}",
        date=local(at).date(),
        state=DocumentState.IN_FORCE,
        payload=payload,
        sha256=fingerprint(payload),
        schema=SCHEMA,
        style=asdict(paper_style()),
        author=by.person,
        signer=by.person,
        created_at=at,
    )
    document.number = _number(document)
    document.save()
    KnowledgeTest.objects.filter(pk=test.pk).update(document=document)
    test.document = document
    return document


def _number(document):
    while True:
        number = numbered(document.type, document.year, take_number(document.type.prefix, document.year))
        if not number_is_taken(document, number):
            return number
