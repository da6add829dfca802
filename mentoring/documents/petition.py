"""A petition as paper with its decision (D30, D31): whom it is addressed to, the text, the resolution."""

from mentoring.choices import Addressee, PetitionKind, PetitionState
from mentoring.choices.petition import DECIDED_PETITIONS
from mentoring.documents.layout import letterhead, paper_date, paper_style, signature_block, signature_line
from mentoring.kit.dates import local
from mentoring.kit.paper import (
    Annex,
    Heading,
    KeyValues,
    Paper,
    Paragraph,
    Requisites,
    Section,
    Subject,
    Title,
    paragraphs,
)
from mentoring.kit.text import NBSP, small_first
from mentoring.office import office
from mentoring.queries.role_holder import director_post

SUBJECTS = {
    PetitionKind.REPLACE_MENTOR: "О замене наставника",
    PetitionKind.REPLACE_MENTEE: "О замене наставляемого",
    PetitionKind.RELEASE_PERSONAL: "О сложении обязанностей наставника по личным причинам",
    PetitionKind.RELEASE_SUCCESS: "О сложении обязанностей наставника: программа выполнена",
    PetitionKind.EARLY_END: "О досрочном завершении программы наставничества",
    PetitionKind.OTHER_DIRECTIONS: "О продолжении наставничества по другим направлениям",
    PetitionKind.SUPPORT: "О методической поддержке",
    PetitionKind.DOCUMENTATION: "О дополнении документов и инструментов наставничества",
    PetitionKind.REWARD: "О поощрении наставляемого",
    PetitionKind.MEASURES: "О мерах воспитательного воздействия",
}
ASKS = {
    PetitionKind.REPLACE_MENTOR: "Прошу назначить мне другого наставника.",
    PetitionKind.REPLACE_MENTEE: "Прошу сменить наставляемого.",
    PetitionKind.RELEASE_PERSONAL: "Прошу освободить меня от обязанностей наставника.",
    PetitionKind.RELEASE_SUCCESS: "Прошу освободить меня от обязанностей наставника: программа выполнена.",
}


def petition_paper(petition):
    """The petition as it was sent, questions and answers included, and the decision once it is made."""
    name = "ЗАЯВЛЕНИЕ" if petition.is_statement else "ХОДАТАЙСТВО"
    sent = paper_date(local(petition.sent_at).date())
    return Paper(
        title=petition.registered,
        style=paper_style(),
        letterhead=letterhead(),
        sections=(Section((*_head(petition, name), *_text(petition), *_talk(petition), *_resolution(petition))),),
        footer=(f"{petition.registered} от {sent}",),
    )


def _head(petition, name):
    to = director_post(False) if petition.addressee == Addressee.DIRECTOR else "Куратор наставничества"
    author = petition.author
    lines = [f"Кому: {small_first(to)}", f"От кого: {author.full_name}", author.paper_post]
    sent = paper_date(local(petition.sent_at).date())
    line = Requisites(sent, office().organization.city, f"№{NBSP}{petition.number}")
    return Annex(tuple(line for line in lines if line)), Title(name), line, Subject(SUBJECTS[petition.kind])


def _text(petition):
    ask = ASKS.get(petition.kind)
    rows = []
    if petition.pair:
        rows.append(("Пара или группа", petition.pair_title))
    if petition.about:
        rows.append(("О ком", petition.about.full_name))
    if petition.wish:
        rows.append(("Пожелание", petition.wish.full_name))
    sent = paper_date(local(petition.sent_at).date())
    return (
        *((KeyValues(tuple(rows)),) if rows else ()),
        *((Paragraph(ask),) if ask else ()),
        *paragraphs(petition.text),
        signature_block(signature_line(petition.author, petition.author.post or "работник", date=None)),
        Paragraph(f"Подано в системе {sent}", indent=False),
    )


def _talk(petition):
    if not petition.talk:
        return ()
    return (Heading("Пояснения"), *(Paragraph(f"{row['name']}: {row['text']}") for row in petition.talk))


def _resolution(petition):
    """The decision, or a place for it."""
    if petition.state not in DECIDED_PETITIONS:
        return ()
    refused = petition.state == PetitionState.REFUSED
    said = f"Не удовлетворить. {petition.reasons}" if refused else f"Удовлетворить. {petition.decision}"
    done = ()
    if petition.executed_at:
        done = (Paragraph(f"Исполнено {paper_date(local(petition.executed_at).date())}. {petition.executed_note}"),)
    by, post = petition.decided_by, petition.decided_post or "куратор"
    return (
        Heading("Решение"),
        Paragraph(said),
        signature_block(signature_line(by or "", post)),
        Paragraph(f"Решение принято в системе {paper_date(local(petition.decided_at).date())}", indent=False),
        *done,
    )
