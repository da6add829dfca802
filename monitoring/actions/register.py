"""A paper of the office's year enters the register: number, frozen text, signatures over it, its PDF kept later."""

from dataclasses import asdict

from mentoring.actions.number import number_is_taken, take_number
from mentoring.choices import DocumentState, SignatureWay
from mentoring.documents.layout import paper_style
from mentoring.kit.dates import local
from mentoring.models import DocumentType, IssuedDocument, Signature
from mentoring.queries.number import numbered


def register(*, code, year, title, row, signatures, by, at):
    """The IssuedDocument of `row`, whose payload and print are signed. Part of a larger action.

    `signatures` are (person, role, post, moment).
    """
    document = IssuedDocument(
        type=DocumentType.objects.get(code=code),
        year=year,
        title=title[:300],
        date=local(at).date(),
        state=DocumentState.IN_FORCE,
        payload=row.payload,
        sha256=row.sha256,
        schema=row.payload.get("schema", 1),
        style=asdict(paper_style()),
        author=by.person,
        signer=by.person,
        created_at=at,
    )
    document.number = _number(document)
    document.save()
    for person, role, post, moment in signatures:
        Signature.objects.create(
            document=document, person=person, role=role, post=post[:200], way=SignatureWay.PES,
            sha256=document.sha256, signed_at=moment,
        )  # fmt: skip
    return document


def _number(document):
    while True:
        number = numbered(document.type, document.year, take_number(document.type.prefix, document.year))
        if not number_is_taken(document, number):
            return number
