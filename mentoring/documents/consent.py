"""A consent as a sheet to sign by hand, or as it was given in the system (domain D08–D11)."""

from mentoring.choices import ConsentState, ConsentWay
from mentoring.documents.layout import capital, letterhead, paper_style, signature_block
from mentoring.kit import dates
from mentoring.kit.codes import short_fingerprint
from mentoring.kit.paper import Mark, Paper, Paragraph, Section, SignatureLine, Spacer, Title
from mentoring.queries.consent import wording_of

GIVEN = (ConsentState.GIVEN, ConsentState.OUTDATED)


def consent_paper(consent):
    """The exact text the person reads on the page, with a line to sign or the mark of the electronic answer."""
    wording = wording_of(consent)
    return Paper(
        title=f"{wording.name}: {consent.person.short_name}",
        style=paper_style(),
        letterhead=letterhead(),
        sections=(Section((_title(wording), Paragraph(wording.text), *_signing(consent))),),
        footer=(f"{wording.name}, редакция № {wording.version}. Отпечаток текста {short_fingerprint(wording.mark)}",),
    )


def _title(wording):
    if wording.name.startswith("Согласие"):
        return Title(wording.name.upper())
    return Title("СОГЛАСИЕ", wording.name)


def _signing(consent):
    person, post = consent.person, capital(consent.person.post or "работник")
    if consent.state in GIVEN and consent.way == ConsentWay.ELECTRONIC:
        mark = Mark(
            ("Дано в системе простой электронной подписью", f"{person.signature_name}, {dates.short(consent.given_on)}")
        )
        return (signature_block(SignatureLine(post, person.signature_name, mark)),)
    line = signature_block(SignatureLine(post, person.signature_name))
    return line, Spacer(), Paragraph(dates.document(None), indent=False)
