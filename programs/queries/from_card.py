"""What the mentees' cards of difficulties offer to a program: rows it does not have yet."""

from dataclasses import dataclass, replace

from django.urls import reverse

from mentoring.choices import Side
from mentoring.kit import dates
from mentoring.kit.text import count_of, listing
from mentoring.kit.ui import Link
from mentoring.queries.diagnosis.carry import carried_cards
from programs import access
from programs.choices import DifficultyKind, SectionCode
from programs.edits import DifficultyRow


@dataclass(frozen=True)
class CardOffer:
    """`rows` are new to the program; `source` says whose cards and when."""

    rows: tuple[DifficultyRow, ...]
    source: str

    @property
    def said(self):
        strengths = sum(row.kind == DifficultyKind.STRENGTH for row in self.rows)
        hard = len(self.rows) - strengths
        parts = [count_of(hard, "difficulty")] if hard else []
        return listing(parts + ([count_of(strengths, "strength")] if strengths else []))


def card_offer(actor, program, kept):
    """Rows of the cards the actor may read that the program's `kept` rows do not name; None when there is nothing new.

    A statement is taken once: two mentees with one difficulty share a row «у всех».
    """
    mentees = access.people_of(program, Side.MENTEE)
    cards = carried_cards(actor, [person.pk for person in mentees])
    have = {row.statement for row in kept if row.statement}
    told = {(row.direction, row.text) for row in kept}
    found = {}
    for card in cards:
        for row in card.rows:
            if row.statement in have or (row.direction, row.text) in told:
                continue
            found.setdefault((row.statement, row.strength), []).append(row)
    hard = {statement for statement, strength in found if not strength}
    rows = [
        _row(rows, group=len(mentees) > 1)
        for (statement, strength), rows in found.items()
        if not (strength and statement in hard)  # one's strength is another's difficulty: help goes first
    ]
    if not rows:
        return None
    days = [f"{card.diagnosis.person.short_name}, {dates.words(card.diagnosis.done_at)}" for card in cards]
    return CardOffer(tuple(rows), "; ".join(days))


def has_card(actor, pair):
    """Whether a program of the pair can begin from a mentee's card the actor reads and may write from."""
    inside = actor.person and any(person.pk == actor.person.pk for person in (*pair.mentors, *pair.mentees))
    return bool(inside and carried_cards(actor, [person.pk for person in pair.mentees]))


def with_card(actor, program, page):
    """The task list whose empty section of difficulties says that the card has them ready."""
    if not page.editable or program.difficulties.all():
        return page
    url = reverse("program_section", args=[program.pk, SectionCode.DIFFICULTIES])
    if not card_offer(actor, program, ()):
        return page
    link = Link("Взять из карты затруднений", url)
    return replace(page, items=tuple(replace(i, extra_link=link) if i.url == url else i for i in page.items))


def _row(rows, *, group):
    first = rows[0]
    return DifficultyRow(
        DifficultyKind.STRENGTH if first.strength else DifficultyKind.DIFFICULTY,
        first.direction,
        first.text,
        first.statement,
        priority=any(row.important for row in rows) and not first.strength,
        member=first.person if group and len(rows) == 1 else None,
    )
