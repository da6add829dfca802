"""A card: kept as a draft, signed, read by the observed person, locked; a mistake is mended by a new card (R43, R57)."""

from dataclasses import asdict

from django.db import transaction
from django.urls import reverse

from mentoring import notifications
from mentoring.actions import journal
from mentoring.actions.number import number_is_taken, take_number
from mentoring.choices import AcquaintanceWay, Audience, DocumentState
from mentoring.documents.layout import paper_style
from mentoring.kit import dates
from mentoring.kit.canonical import fingerprint
from mentoring.kit.stale import claim_version
from mentoring.kit.text import count_of, tidy
from mentoring.kit.verdict import Refused, no, require
from mentoring.models import AcquaintanceMark, DocumentType, IssuedDocument, Signature
from mentoring.office import office
from mentoring.queries.number import numbered
from monitoring.access import observation as rights
from monitoring.actions.evaluation import figures_changed
from monitoring.choices import QuestionKind
from monitoring.choices.observation import CardState
from monitoring.models import ObservationCard, ObservationMark
from monitoring.queries.observation.text import freeze, loaded, text_of
from monitoring.workflows_observation import OBSERVATION

DOCUMENT_TYPE = "D25"
TEXT_LIMIT, COMMENT_LIMIT = 2000, 500


@transaction.atomic
def save(card, marks, *, strong="", advice="", seen, by, at):
    """Keep a card as it is, unfinished or not. `marks` are {criterion's question: (value, seen, comment)}.

    Refused: not its observer, before the lesson, criteria not read by all, signed already, another window saved first.
    """
    require(rights.may_edit_card(by, card, dates.local(at).date()))
    claim_version(card, seen)
    updates = {"strong": _text(strong, TEXT_LIMIT), "advice": _text(advice, TEXT_LIMIT)}
    OBSERVATION.claim("fill", card, by=by, **updates)
    known = {question.pk: question for question in card.observation.version.of_kind(QuestionKind.GRADE)}
    card.marks.all().delete()
    ObservationMark.objects.bulk_create(
        ObservationMark(card=card, question=question, value=value, seen=noticed, comment=_text(comment, COMMENT_LIMIT))
        for question, (value, noticed, comment) in marks.items()
        if question.pk in known and (value is not None or not noticed or comment)
    )


def _text(text, longest):
    text = tidy(text)
    if len(text) > longest:
        raise Refused(no(f"Слишком длинно: {len(text)} знаков из {longest}. Сократите на {len(text) - longest}."))
    return text


@transaction.atomic
def sign(card, *, by, at):
    """Freeze the text and hand it to the observed person. Refused: criteria left without a mark, nothing was seen."""
    card = loaded(ObservationCard.objects.filter(pk=card.pk)).get()
    require(OBSERVATION.verdict("sign", by, card))
    text = text_of(card)
    if text.empty:
        raise Refused(no(f"Без отметки осталось: {count_of(len(text.empty), 'criterion')}. Отметьте каждый."))
    if not text.score.seen:
        raise Refused(no("Ни один критерий не наблюдался. Отметьте, что наблюдение не состоялось."))
    payload = freeze(card)
    due = _due("observation_read_days", at)
    OBSERVATION.claim("sign", card, by=by, payload=payload, sha256=fingerprint(payload), signed_at=at, due=due)
    _record("observation_signed", f"Карта наблюдения подписана: {by.person.short_name}", card, by, at)
    path = reverse("card_detail", args=[card.pk])
    notifications.write("observation_to_read", to=card.observation.person, at=at, path=path, date=dates.words(due))
    return card


def _due(setting, at):
    return office().add_working_days(dates.local(at).date(), office().setting(setting))


@transaction.atomic
def acquaint(card, *, comment="", by, at):
    """The observed person has read exactly this text and says what he thinks; the card goes into the register."""
    OBSERVATION.claim("acquaint", card, by=by, comment=_text(comment, TEXT_LIMIT), locked_at=at)
    document = _register(card, at)
    AcquaintanceMark.objects.create(
        document=document,
        person=by.person,
        done_at=at,
        way=AcquaintanceWay.ELECTRONIC,
        sha256=document.sha256,
        role=by.role,
        post=by.post,
    )
    _record("observation_read", "Карта наблюдения прочитана и закрыта", card, by, at)
    figures_changed(card.observation.program, by=by, at=at)


@transaction.atomic
def close_unread(card, *, reason, by, at):
    """The curator locks a card that was not read in time. Refused without words or before the term."""
    reason = tidy(reason)[:300]
    if not reason:
        raise Refused(no("Напишите, почему карта закрыта без ознакомления."))
    require(rights.time_to_read_is_over(card, dates.local(at).date()))
    OBSERVATION.claim("close", card, by=by, unread=reason, locked_at=at)
    _register(card, at)
    _record("observation_unread", "Карта наблюдения закрыта без ознакомления", card, by, at, text=reason)
    figures_changed(card.observation.program, by=by, at=at)


def _register(card, at):
    """The IssuedDocument of a locked card, signed by its observer over the frozen text."""
    card = loaded(ObservationCard.objects.filter(pk=card.pk)).get()
    lesson = card.observation
    document = IssuedDocument(
        type=DocumentType.objects.get(code=DOCUMENT_TYPE),
        year=lesson.program.year,
        title=f"{lesson.person.short_name}, занятие {dates.words(lesson.day, year=True)}"[:300],
        date=dates.local(at).date(),
        state=DocumentState.IN_FORCE,
        payload=card.payload,
        sha256=card.sha256,
        style=asdict(paper_style()),
        author=card.observer,
        signer=card.observer,
        created_at=at,
    )
    document.number = _number(document)
    document.save()
    text = text_of(card)
    post = f"{text.role.lower()}, {text.observer.post}" if text.observer.post else text.role.lower()
    Signature.objects.create(
        document=document,
        person=card.observer,
        role=card.role,
        post=post[:200],
        sha256=document.sha256,
        signed_at=card.signed_at,
    )
    ObservationCard.objects.filter(pk=card.pk).update(document=document)
    return document


def _number(document):
    while True:
        number = numbered(document.type, document.year, take_number(document.type.prefix, document.year))
        if not number_is_taken(document, number):
            return number


@transaction.atomic
def replace(card, *, reason, by, at):
    """Withdraw a signed card with a reason and begin a new one from its marks. Returns the new card, a draft."""
    reason = tidy(reason)[:300]
    if not reason:
        raise Refused(no("Напишите, что в карте неверно."))
    kept = list(card.marks.all())
    was_locked = card.state == CardState.LOCKED
    OBSERVATION.claim("replace", card, by=by, reason=reason)
    if card.document_id:
        IssuedDocument.objects.filter(pk=card.document_id).update(
            state=DocumentState.CANCELED, canceled_reason=f"Отозвана и заменена: {reason}"[:300]
        )
    fresh = ObservationCard.objects.create(
        observation=card.observation,
        observer=card.observer,
        role=card.role,
        state=CardState.DRAFT,
        due=_due("observation_fill_days", at),
        strong=card.strong,
        advice=card.advice,
        replaces=card,
    )
    for mark in kept:
        mark.pk, mark.card = None, fresh
        mark._state.adding = True
    ObservationMark.objects.bulk_create(kept)
    _record("observation_replaced", "Карта наблюдения отозвана, составляется новая", card, by, at, text=reason)
    if was_locked:
        figures_changed(card.observation.program, by=by, at=at)
    return fresh


def _record(event, heading, card, by, at, *, text=""):
    lesson, audience = card.observation, Audience.MEMBERS
    pair = lesson.program.pair
    journal.record(event, heading, by=by, at=at, subject=lesson, pair=pair, text=text, audience=audience)
