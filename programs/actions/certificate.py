"""A certificate for a participant of a closed program, where the data support it (R37)."""

from django.db import transaction
from django.urls import reverse

from mentoring import notifications
from mentoring.actions.certificate import issue_certificate
from mentoring.choices import Side
from mentoring.kit.verdict import require
from programs import access
from programs.documents.certificate import certificate_text
from programs.models import Program
from programs.queries.certificate import certificates_of, deserves, ground

from .desk import refuse


@transaction.atomic
def give_certificate(*, program, person, by, at):
    """Number, sign and keep a certificate of a participant; he gets a letter. Returns the IssuedDocument.

    Refused: not the curator or a participant himself, the program works, the data do not support it, given before.
    """
    Program.objects.select_for_update().get(pk=program.pk)
    require(access.may_certify(by, program))
    side = next((s for s in (Side.MENTOR, Side.MENTEE) if person in access.people_of(program, s)), None)
    if side is None:
        refuse("Этого человека нет среди участников программы.")
    if certificates_of(program).filter(holder=person).exists():
        refuse("Сертификат уже выдан. Его можно открыть и напечатать.")
    require(deserves(program, person))
    text = certificate_text(program, person, side)
    document = issue_certificate(text=text, holder=person, about=ground(program), by=by, at=at)
    path = reverse("document_detail", args=[document.pk])
    notifications.write("certificate_given", to=person, at=at, path=path, number=document.number)
    return document
