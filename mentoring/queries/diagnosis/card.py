"""Versions of the card for its keepers: the list, one version by direction, how many have answered by it."""

from dataclasses import dataclass

from django.db.models import Count, Q

from mentoring.choices import DiagnosisState
from mentoring.kit.states import StateTag
from mentoring.models import DiagnosisCard, Direction
from mentoring.scoring.card import NUMBERS, CardText
from mentoring.scoring.diagnosis import rules_of, shown

from .answers import statements_of


@dataclass(frozen=True)
class VersionRow:
    card: DiagnosisCard
    tag: StateTag
    statements: int
    filled: int


def versions(cards):
    """Versions, the newest first; the newest published one is in use. One query."""
    sent = Q(diagnoses__state=DiagnosisState.DONE)
    counted = cards.annotate(
        n=Count("statements", distinct=True), filled=Count("diagnoses", filter=sent, distinct=True)
    ).order_by("code", "-version")
    used, rows = set(), []
    for card in counted:
        current = card.published and card.code not in used
        if current:
            used.add(card.code)
        rows.append(VersionRow(card, _tag(card, current), card.n, card.filled))
    return tuple(rows)


def _tag(card, current):
    if not card.published:
        return StateTag("act", "Черновик", "Правьте и опубликуйте.")
    return StateTag("ok", "Действует", "") if current else StateTag("calm", "Прежняя", "")


@dataclass(frozen=True)
class CardView:
    """One version by direction: (name, texts); the numbers of the count in words."""

    card: DiagnosisCard
    groups: tuple[tuple[str, tuple[str, ...]], ...]
    numbers: tuple[tuple[str, str], ...]


def card_view(card):
    statements, rules = statements_of(card.pk), rules_of(card.scoring, card.scale)
    groups = tuple(
        (statements.names[place], tuple(statements.texts[code] for code in statements.of(place)))
        for place in statements.directions
    )
    numbers = (
        ("Направление считают, если ответов не меньше", str(rules.min_answered)),
        ("Трудное направление – от", f"{shown(rules.deficit_from)} из {rules.top}"),
        ("Сильная сторона – до", f"{shown(rules.strength_to)} из {rules.top}, или по своей отметке"),
        ("Мнения расходятся на", f"{shown(rules.differs_from)} и больше"),
    )
    return CardView(card, groups, numbers)


def text_of(card):
    """The card as its editor holds it. One query."""
    rows = card.statements.select_related("direction").order_by("position", "pk")
    rules = rules_of(card.scoring, card.scale)
    numbers = {name: float(getattr(rules, name)) for name in NUMBERS}
    return CardText(card.lead, card.question, numbers, tuple((r.code, r.direction.code, r.text) for r in rows))


def asked_directions(text):
    """(code, name) of the directions a card asks about: those in use, and others that it has statements of."""
    kept = {place for _, place, _ in text.rows}
    rows = Direction.objects.values_list("code", "name", "retired", "cross")
    return [(code, name) for code, name, retired, cross in rows if code in kept or not (retired or cross)]
