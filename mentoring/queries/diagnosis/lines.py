"""Cards of a person or of a pair in one line each, for pages that gather; and the way to ask for one."""

from dataclasses import dataclass

from django.urls import reverse

from mentoring.access import diagnoses_for
from mentoring.choices import DiagnosisState
from mentoring.kit.states import StateTag

from .profile import related_words
from .words import diagnosis_tag

MOST = 6


@dataclass(frozen=True)
class CardLine:
    """«Карта на входе, 12 октября» with its state; `who` names the person where several are shown."""

    url: str
    words: str
    tag: StateTag
    who: str = ""


def cards_of_person(person, actor):
    """The person's cards the reader may open, newest first. One query."""
    return _lines(diagnoses_for(actor).filter(person=person), actor)


def cards_of_pair(pair, actor):
    """Cards filled in this pair that the reader may open, by name. One query."""
    rows = diagnoses_for(actor).filter(pair=pair)
    return _lines(rows.order_by("person__sort_key", "-asked_at"), actor, named=pair.is_group)


def _lines(rows, actor, *, named=False):
    rows = rows.exclude(state=DiagnosisState.WITHDRAWN).select_related("person", "card")
    return tuple(
        CardLine(
            reverse("diagnosis_detail", args=[row.pk]),
            f"Карта {related_words(row)}",
            diagnosis_tag(row, actor),
            row.person.short_name if named else "",
        )
        for row in rows[:MOST]
    )
