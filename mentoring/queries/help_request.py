"""Quiet requests as their author and the curator see them (R37)."""

from dataclasses import dataclass

from mentoring.access.petition import may_answer_help
from mentoring.choices import HelpState
from mentoring.choices.petition_words import HELP as WORDS
from mentoring.kit.dates import words
from mentoring.kit.states import StateTag, describe, pill_of
from mentoring.kit.ui import Column
from mentoring.models import HelpRequest

HELP_COLUMNS = (Column("Когда", primary=True), Column("Состояние"))
CURATOR_COLUMNS = (Column("Кто просит", primary=True), Column("Состояние"), Column("Когда"))


@dataclass(frozen=True)
class HelpRow:
    asked: HelpRequest
    tag: StateTag


@dataclass(frozen=True)
class HelpPage:
    asked: HelpRequest
    own: bool
    tag: StateTag

    @property
    def title(self):
        return "Помощь психолога" if self.own else f"Личная просьба: {self.asked.person.short_name}"

    @property
    def head_tag(self):
        return pill_of(self.tag)

    @property
    def may_answer(self):
        return not self.own and self.asked.state == HelpState.ASKED

    @property
    def may_note(self):
        return not self.own and self.asked.state != HelpState.ASKED

    @property
    def may_close(self):
        return self.asked.state != HelpState.CLOSED


def help_page(actor, asked):
    own = not may_answer_help(actor, asked)
    return HelpPage(asked, own, _tag(asked, own))


def help_list(asked, *, named=False):
    """One query."""
    rows = asked.select_related("person").order_by("closed_at", "-asked_at")
    return tuple(HelpRow(row, _tag(row, not named)) for row in rows)


def _tag(asked, own):
    shown = {} if asked.state == HelpState.ASKED else {"date": words(asked.answered_at) if asked.answered_at else ""}
    deadline = asked.due if asked.state == HelpState.ASKED else None
    return describe(WORDS, asked.state, "author" if own else "curator", deadline=deadline, **shown)
