"""A reflection printed by its author for himself (R38): no letterhead, no number, nothing is registered."""

from mentoring.documents.layout import paper_style
from mentoring.kit import dates
from mentoring.kit.paper import Heading, Paper, Section, Title, paragraphs


def reflection_paper(page, *, at):
    """`page` is the author's ReflectionPage."""
    blocks = [Title(page.title.upper(), page.reflection.author.full_name, f"{page.names}, {page.when}")]
    for question, answer in page.said:
        blocks += [Heading(question, align="left"), *paragraphs(answer)]
    return Paper(
        title=page.title,
        sections=(Section(tuple(blocks)),),
        style=paper_style(),
        author=page.reflection.author.short_name,
        created=at,
        footer=(f"Личная запись автора, напечатана {dates.stamp(at)}",),
    )
