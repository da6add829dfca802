"""A participant's certificate (D38) is issued by the curator and withdrawn when its ground is gone (R37)."""

from dataclasses import asdict

from django.db import transaction
from django.utils import timezone

from mentoring.actions import journal
from mentoring.actions.number import number_is_taken, take_number
from mentoring.actions.paper import keep_later
from mentoring.choices import DocumentState, SignatureWay
from mentoring.documents.certificate import SCHEMA
from mentoring.documents.layout import capacity, paper_style
from mentoring.kit.canonical import fingerprint, payload_of
from mentoring.models import AcademicYear, DocumentType, IssuedDocument, Signature
from mentoring.office import office
from mentoring.queries.number import numbered
from mentoring.workflow.document import DOCUMENT, VALID

CERTIFICATE = "D38"


@transaction.atomic
def issue_certificate(*, text, holder, about, by, at):
    """Freeze `text` (CertificateText), number it and sign it as the curator. Part of a larger action that has checked.

    `about` is the code of what it stands on, as `withdraw_certificates` finds it: «program-15».
    """
    kind, day = DocumentType.objects.get(code=CERTIFICATE), timezone.localtime(at).date()
    payload = payload_of(text)
    document = IssuedDocument(
        type=kind,
        year=AcademicYear.objects.filter(starts__lte=day, ends__gte=day).first() or office().year,
        title=f"Сертификат {text.part}: {holder.short_name}",
        date=day,
        state=DocumentState.IN_FORCE,
        requisites={"about": about},
        payload=payload,
        sha256=fingerprint(payload),
        schema=SCHEMA,
        style=asdict(paper_style()),
        author=by.person,
        signer=by.person,
        holder=holder,
        created_at=at,
    )
    document.number = _number(document)
    document.save()
    Signature.objects.create(
        document=document,
        person=by.person,
        role="curator",
        post=capacity("curator", acting="curator" in by.acting),
        way=SignatureWay.PES,
        sha256=document.sha256,
        signed_at=at,
    )
    journal.record("certificate_issued", f"Выдан сертификат № {document.number}", by=by, at=at, subject=document)
    keep_later()
    return document


def withdraw_certificates(about, *, reason, by, at):
    """What was issued on a ground that is gone is canceled; its number is not used again. Returns how many."""
    found = list(certificates_about(about))
    for document in found:
        DOCUMENT.move("cancel", document, canceled_reason=reason[:300])
        journal.record("document_canceled", "Сертификат отменён", by=by, at=at, subject=document, text=reason)
    return len(found)


def certificates_about(about):
    """Certificates in force on a ground."""
    return IssuedDocument.objects.filter(type__code=CERTIFICATE, state__in=VALID, requisites__about=about)


def _number(document):
    while True:
        number = numbered(document.type, document.year, take_number(document.type.prefix, document.year))
        if not number_is_taken(document, number):
            return number
