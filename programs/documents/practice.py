"""A practice card as one sheet of paper: for a wall, a folder, a council's table. It names nobody but the college."""

from mentoring.documents.layout import letterhead, paper_style
from mentoring.kit.dates import short
from mentoring.kit.paper import Heading, Items, KeyValues, Paper, Paragraph, Section, Subject, Title
from programs.choices.practice import PracticeState
from programs.queries.practice import facts_of, texts_of

STATES = {PracticeState.DRAFT: "проект", PracticeState.SENT: "на проверке", PracticeState.RETURNED: "на доработке"}


def practice_paper(card):
    """The card as it is now; one that is not on the shelf says so."""
    blocks = [Title("КАРТОЧКА ПРАКТИКИ"), Subject(card.title)]
    for title, texts in texts_of(card):
        blocks += [Heading(title), *(_block(text) for text in texts)]
    rows = [(row.name, row.value) for row in facts_of(card)]
    materials = ", ".join(material.title for material in card.materials.all())
    if materials:
        rows.append(("Материалы", materials))
    blocks += [Heading("Для кого"), KeyValues(tuple(rows))]
    state = STATES.get(card.state, f"на полке практик с {short(card.accepted_on)}" if card.accepted_on else "снята")
    return Paper(
        title=f"Карточка практики: {card.title}",
        style=paper_style(),
        letterhead=letterhead(),
        sections=(Section(tuple(blocks)),),
        footer=(f"Карточка практики, {state}.",),
    )


def _block(text):
    if text.kind in ("list", "numbered"):
        return Items(tuple(text.lines), style="1." if text.kind == "numbered" else "–")
    return Paragraph(text.text)
