"""A consent as a sheet to sign by hand, or as it was given in the system (domain D08–D11)."""

from mentoring.choices import ConsentState, ConsentWay
from mentoring.documents.layout import capital, letterhead, paper_style, signature_block
from mentoring.kit import dates
from mentoring.kit.codes import short_fingerprint
from mentoring.kit.paper import Mark, Paper, Paragraph, Section, SignatureLine, Spacer, Title
from mentoring.kit.text import small_first
from mentoring.models.reference import with_unit
from mentoring.office import office
from mentoring.queries.consent import asked_wording
from mentoring.queries.mentor_consent import MENTOR_KINDS

GIVEN = (ConsentState.GIVEN, ConsentState.REPLACED, ConsentState.REVOKED)


def consent_paper(consent):
    """The exact text the person reads on the page, with a line to sign or the mark of the electronic answer."""
    wording = asked_wording(consent)
    return Paper(
        title=f"{wording.name}: {consent.person.short_name}",
        style=paper_style(),
        letterhead=letterhead(),
        sections=(Section((_title(wording), Paragraph(wording.text), *_signing(consent))),),
        footer=(f"{wording.name}, редакция № {wording.version}. Отпечаток текста {short_fingerprint(wording.mark)}",),
    )


def revocation_paper(consent):
    """The written statement that takes a consent back; the last day follows from the day it is handed in (351.8)."""
    person, name = consent.person, small_first(consent.text.name)
    given = f" от {dates.short(consent.given_on)}" if consent.given_on else ""
    about = name if consent.text.name.startswith("Согласие") else f"согласие «{consent.text.name}»"
    blocks = [Title("ЗАЯВЛЕНИЕ", "об отзыве согласия")]
    blocks.append(Paragraph(f"Я, {person.full_name}, {person.paper_post or 'работник'}, отзываю {about}{given}."))
    if consent.kind in MENTOR_KINDS:
        term = with_unit(office().setting("withdrawal_working_days"), "рабочих дней")
        said = f"Предупреждаю об этом за {term}, не считая дня подачи"
        day = f"; последний день – {dates.short(consent.last_day)}" if consent.last_day else ""
        blocks.append(Paragraph(f"{said}{day}."))
    line = SignatureLine(capital(person.post or "работник"), person.signature_name)
    on = consent.revoked_on
    date = Paragraph(dates.document(on), indent=False)
    return Paper(
        title=f"Заявление об отзыве согласия: {person.short_name}",
        style=paper_style(),
        letterhead=letterhead(),
        sections=(Section((*blocks, signature_block(line), Spacer(), date)),),
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
