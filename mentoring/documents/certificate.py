"""A participant's certificate (D38): a frozen text, printed the same whenever it is asked for (R37)."""

from dataclasses import dataclass

from mentoring.documents.layout import (
    check_line,
    check_square,
    letterhead,
    paper_date,
    paper_style,
    signature_block,
    signature_line,
)
from mentoring.documents.order import live_signature
from mentoring.kit.codes import short_fingerprint
from mentoring.kit.paper import Paper, Paragraph, Requisites, Section, Spacer, Title, bold
from mentoring.office import office

SCHEMA = 1


@dataclass(frozen=True)
class CertificateText:
    """`part` is «наставника» or «наставляемого»; `lines` are facts of the program as they stood on the day of issue."""

    name: str
    post: str
    part: str
    lines: tuple[str, ...]
    schema: int = SCHEMA


def text_of_payload(payload):
    return CertificateText(**{**payload, "lines": tuple(payload["lines"])})


def certificate_paper(document):
    text, signature = text_of_payload(document.payload), live_signature(document)
    named = ", ".join(part for part in (text.name, text.post) if part)
    number = f"№ {document.number}"
    blocks = (
        Title("СЕРТИФИКАТ", "участника программы наставничества"),
        Requisites(paper_date(document.date), office().organization.city, number),
        Paragraph("Настоящий сертификат подтверждает, что"),
        Paragraph(bold(named)),
        *(Paragraph(line) for line in text.lines),
        Spacer(),
        signature_block(signature_line(signature.person, signature.post, signature=signature)),
    )
    return Paper(
        title=f"Сертификат {number}: {text.name}",
        style=paper_style(document.style),
        letterhead=letterhead(),
        sections=(Section(blocks),),
        created=signature.signed_at,
        footer=(
            f"Сертификат {number} от {paper_date(document.date)}. Отпечаток текста {short_fingerprint(document.sha256)}",
            check_line(document.code),
        ),
        code=check_square(document.code),
    )
