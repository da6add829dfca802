"""Difficulties of the mentees' cards become rows of the program (R11): added beside what is there, nothing is changed."""

from django.db import transaction

from mentoring.kit.verdict import require
from programs import access
from programs.choices import SectionCode
from programs.queries.from_card import card_offer
from programs.queries.section import read_values

from .desk import refuse
from .section import MOST_DIFFICULTIES, save_section


@transaction.atomic
def take_from_card(*, program, by, at):
    """Add what the cards offer to the section of difficulties. Returns how many rows were added.

    Raises Refused when the text is not editable now, when the cards have nothing new, and above the section's limit.
    """
    require(access.may_edit(by, program))
    kept = read_values(program, SectionCode.DIFFICULTIES)["difficulties"]
    offer = card_offer(by, program, kept)
    if offer is None:
        refuse("В картах затруднений нет ничего, чего ещё нет в программе.")
    if len(kept) + len(offer.rows) > MOST_DIFFICULTIES:
        refuse(f"Затруднений и сильных сторон не больше {MOST_DIFFICULTIES}. Отметьте главные сами.")
    section = program.sections.get(code=SectionCode.DIFFICULTIES)
    values = {"difficulties": (*kept, *offer.rows)}
    save_section(
        program=program, code=SectionCode.DIFFICULTIES, values=values, lock_version=section.lock_version, base={},
        by=by, at=at,
    )  # fmt: skip
    return len(offer.rows)


def take_if_any(program, *, by, at):
    """The same for a program that begins from the card: nothing to take is no refusal. Returns how many rows were added."""
    kept = read_values(program, SectionCode.DIFFICULTIES)["difficulties"]
    if not access.may_edit(by, program) or not card_offer(by, program, kept):
        return 0
    return take_from_card(program=program, by=by, at=at)
