"""What a card carries on: into a request (directions and words), into a program (difficulties and one strength)."""

from dataclasses import dataclass

from mentoring.access import diagnoses_for
from mentoring.kit import dates
from mentoring.kit.text import listing, small_first
from mentoring.models import Diagnosis
from mentoring.scoring.diagnosis import shown

from .answers import latest_entries, own_opinions

MOST_TEXTS = 8


@dataclass(frozen=True)
class RequestWords:
    """How a request begun from the card is prefilled: codes of directions and «что беспокоит»."""

    directions: tuple[str, ...]
    problem: str


@dataclass(frozen=True)
class CardRow:
    """A difficulty or a strength of one person as a program takes it."""

    person: int
    strength: bool
    direction: str
    text: str
    statement: str
    important: bool


@dataclass(frozen=True)
class CarriedCard:
    diagnosis: Diagnosis
    rows: tuple[CardRow, ...]


def request_words(diagnosis):
    """Words of a sent card for a new request, or None while it is not sent."""
    own = own_opinions([diagnosis]).get(diagnosis.pk)
    if own is None:
        return None
    places = _places(own)
    names = [f"{small_first(own.statements.names[code])} ({_mean(own, code)} из {own.rules.top})" for code in places]
    texts = [own.statements.texts[code] for code in _hard_of(own, places)]
    parts = [f"По карте затруднений от {dates.words(diagnosis.done_at, year=True)} трудно: {listing(names)}."]
    if texts:
        rest = f" и ещё {len(texts) - MOST_TEXTS}" if len(texts) > MOST_TEXTS else ""
        parts.append(f"Особенно: {'; '.join(texts[:MOST_TEXTS])}{rest}.")
    if diagnosis.expects:
        parts.append(f"Чего жду: {diagnosis.expects}")
    return RequestWords(tuple(places), "\n".join(parts) if places else diagnosis.expects)


def carried_cards(actor, people):
    """The last sent entry card of each of these people that the actor reads, as rows; four queries at most."""
    entries = latest_entries(diagnoses_for(actor), people)
    opinions = own_opinions(list(entries.values()))
    return [
        CarriedCard(card, tuple(_rows(card, opinions[card.pk]))) for card in entries.values() if card.pk in opinions
    ]


def _rows(card, own):
    for code in _hard_of(own, _places(own)):
        direction = next(place for statement, place in own.statements.pairs if statement == code)
        yield CardRow(
            card.person_id, False, direction, own.statements.texts[code], code, direction in own.sheet.important
        )
    if own.strengths:
        best = own.strengths[0].direction
        known = [code for code in own.statements.of(best) if own.values.get(code) is not None]
        easiest = min(known, key=lambda code: own.values[code])
        yield CardRow(card.person_id, True, best, own.statements.texts[easiest], easiest, False)


def _places(own):
    """Difficult directions, the hardest first; without one, directions of what is difficult by itself."""
    found = [row.direction for row in own.deficits]
    hard = set(own.hard)
    return found or list(dict.fromkeys(place for code, place in own.statements.pairs if code in hard))


def _hard_of(own, places):
    hard = set(own.hard)
    return [code for place in places for code in own.statements.of(place) if code in hard]


def _mean(own, code):
    return shown(next(row.mean for row in own.levels if row.direction == code))
