"""One card as a page and a paper: who reads it, what is expected now, what may be done (R43)."""

from dataclasses import dataclass

from mentoring.kit import dates
from mentoring.kit.codes import spaced
from mentoring.kit.states import StateTag, describe
from mentoring.kit.ui import CheckRow
from mentoring.kit.verdict import Verdict, first_no
from monitoring.access import observation as rights
from monitoring.choices.observation import SIGNED, CardState
from monitoring.choices.state_words_observation import CARD
from monitoring.models import ObservationCard
from monitoring.queries.observation.behavior import percent_words
from monitoring.queries.observation.text import CardText, from_payload, loaded, text_of
from monitoring.workflows_observation import OBSERVATION

READERS = "Подписанную карту прочитают тот, чьё это занятие, его наставник и руководитель, куратор и директор."
UNSIGNED_READERS = "Пока карта не подписана, её видите только вы."


@dataclass(frozen=True)
class CardPage:
    card: ObservationCard
    text: CardText
    tag: StateTag
    facts: tuple[CheckRow, ...]
    result: str
    sections: tuple[tuple[str, str], ...]
    signed: bool
    acts: dict[str, Verdict]
    readers: str
    replaced_by: ObservationCard | None

    @property
    def title(self):
        return f"Карта наблюдения: {self.text.teacher.short}"

    @property
    def number(self):
        return self.card.document.number if self.card.document_id else ""

    @property
    def check_code(self):
        return spaced(self.card.document.code) if self.card.document_id else ""

    @property
    def day(self):
        return dates.words(self.text.on, year=True)


def card_page(actor, card):
    """A loaded card for one of its readers."""
    text = text_of(card)
    signed = card.state in SIGNED
    return CardPage(
        card=card,
        text=text,
        tag=card_tag(actor, card, percent_words(text.score)),
        facts=tuple(CheckRow(name, value) for name, value in _facts(card, text)),
        result=f"{percent_words(text.score)}{f', {text.band} уровень' if text.band else ''}",
        sections=tuple((name, percent_words(score)) for name, score in text.sections.items()),
        signed=signed,
        acts=_acts(actor, card),
        readers=READERS if signed else f"{UNSIGNED_READERS} {READERS}",
        replaced_by=ObservationCard.objects.filter(replaces=card).first()
        if card.state == CardState.WITHDRAWN
        else None,
    )


def _acts(actor, card):
    acts = {t.name: verdict for t, verdict in OBSERVATION.open_to(actor, card)}
    if "close" in acts:
        acts["close"] = first_no(acts["close"], rights.time_to_read_is_over(card, dates.today()))
    return acts


def card_of(actor, pk):
    """The loaded card when the actor may read it, else None."""
    return loaded(rights.cards_for(actor)).filter(pk=pk).first()


def card_tag(actor, card, percent=""):
    """State in the reader's words; `card` with its lesson and people."""
    lesson = card.observation
    day = {CardState.PLANNED: lesson.day, CardState.LOCKED: card.locked_at}.get(card.state)
    values = {
        "observer": card.observer.short_name,
        "focus": lesson.focus,
        "reason": card.reason.rstrip("."),
        "p": percent,
    }
    reader = reader_of(actor, card)
    if day:
        return describe(CARD, card.state, reader, date=dates.words(day), **values)
    return describe(CARD, card.state, reader, deadline=card.due, **values)


def reader_of(actor, card):
    if actor.is_person(card.observer):
        return "observer"
    if actor.is_person(card.observation.person):
        return "mentee"
    return "curator" if actor.is_office or card.observation.person.unit_id in actor.units else "mentor"


def result_of(card):
    """The percent of a signed card in words, for lists; `card.payload` is loaded."""
    return percent_words(from_payload(card.payload).score) if card.payload else ""


def _facts(card, text):
    yield "Чьё занятие", f"{text.teacher.name}, {text.teacher.post}".rstrip(", ")
    yield from text.facts
    yield "Наблюдатель", f"{text.observer.name}, {text.role.lower()}"
    yield "Карта", f"{text.title}, версия {text.version}"
    if card.signed_at:
        yield "Подписана", dates.moment(card.signed_at)
    if card.locked_at:
        yield "Закрыта", f"{dates.moment(card.locked_at)}{', без ознакомления' if card.unread else ''}"
    if card.replaces_id:
        yield "Основание", f"вместо карты, отозванной наблюдателем: {card.replaces.reason}"
