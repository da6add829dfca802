"""A mentor's own card of the open bank and the curator's list of all of them."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.db.models import Exists, OuterRef, Q

from mentoring.access import publications_for, publications_shown
from mentoring.choices import PublicationState, PublicField
from mentoring.choices.open_bank import PUBLICATION
from mentoring.kit import dates
from mentoring.kit.states import StateTag, describe
from mentoring.kit.text import small_first, words_of
from mentoring.kit.ui import Column, Figure
from mentoring.models import MentorPublication

S = PublicationState
COLUMNS = (Column("Наставник", primary=True), Column("Что показано"), Column("Состояние"))
TABS = (
    ("awaiting", "ждут проверки", lambda line: line.row.state == S.AWAITING),
    ("visible", "видны снаружи", lambda line: line.row.visible),
    ("closed", "не видны", lambda line: not line.row.visible and line.row.state != S.AWAITING),
    ("all", "все", lambda line: True),
)


@dataclass(frozen=True)
class PublicationLine:
    row: MentorPublication
    fields: str
    tag: StateTag


def seen_publications(actor, on):
    """Cards the reader may open, each with `visible`: whether anybody sees it today."""
    shown = publications_shown(on).filter(pk=OuterRef("pk"))
    return publications_for(actor).annotate(visible=Exists(shown)).select_related("mentor__person", "consent")


def tag_of(row, role):
    """The word of a card: what waits first, then whether anybody sees it."""
    state = row.state
    if row.hidden and state != S.AWAITING:
        state = "hidden"
    elif state == S.ACCEPTED and not row.visible:
        state = "closed"
    return describe(
        PUBLICATION,
        state,
        role,
        deadline=row.due if state == S.AWAITING else None,
        date=dates.words(row.approved_on) if row.approved_on else "",
        remark=row.remark.rstrip("."),
    )


def publication_lines(actor, on, q=""):
    rows = seen_publications(actor, on).order_by("mentor__person__sort_key")
    for word in words_of(q):
        rows = rows.filter(Q(mentor__person__search_key__contains=word))
    return [PublicationLine(row, _fields(row), tag_of(row, "curator")) for row in rows]


def tabs(lines, tab, q):
    """(figures of the tabs, lines of the chosen one)."""
    find = f"&{urlencode({'q': q})}" if q else ""
    figures = [
        Figure(sum(map(fits, lines)), name, href=f"?tab={code}{find}", current=code == tab) for code, name, fits in TABS
    ]
    fits = next((fits for code, _, fits in TABS if code == tab), TABS[-1][2])
    return figures, [line for line in lines if fits(line)]


def _fields(row):
    labels = dict(PublicField.choices)
    shown = row.shown["fields"] if row.shown else row.fields
    return ", ".join(small_first(labels[code]) for code in shown if code in labels) or "только имя"
