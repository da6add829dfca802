"""A practice card outside: everybody concerned is asked, answers, takes the answer back; the curator opens and closes."""

from django.db import transaction
from django.urls import reverse

from mentoring import notifications
from mentoring.access import holders
from mentoring.actions import journal
from mentoring.choices import Audience, ConsentWay, Role
from mentoring.kit import dates
from mentoring.kit.text import listing
from mentoring.kit.verdict import require
from programs.access import practice as rights
from programs.choices.practice import AgreementState, PracticeState
from programs.models import PracticeAgreement, PracticeCard
from programs.queries.practice_agreement import asked_of, missing_words, words_for
from programs.workflows_practice import PRACTICE_AGREEMENT

from .desk import day_of, deadline, refuse

A = AgreementState


@transaction.atomic
def ask_agreements(card, *, by, at):
    """Ask everybody whose answer to this very text is not known; returns them.

    Who has refused or revoked is not pressed again until the card changes. Refused: not the curator, not on the shelf,
    nobody to ask.
    """
    require(rights.may_show_outside(by, card))
    waiting = [row for row in asked_of(card) if not row.given and not _answered(card, row)]
    if not waiting:
        refuse("Спрашивать некого: все уже ответили или ответа ещё ждут.")
    due = deadline("consent_answer_days", at)
    for row in waiting:
        _ask(card, row.person, row.agreement, due, at)
    names = listing([row.person.short_name for row in waiting])
    _record("practice_asked", f"Спросили согласие показать карточку снаружи: {names}", card, by, at)
    return [row.person for row in waiting]


def _answered(card, row):
    words = words_for(card, row.person)
    return row.agreement is not None and words is not None and row.agreement.mark == words.mark


def _ask(card, person, kept, due, at):
    words = words_for(card, person)
    if words is None:
        refuse("Нет текста согласия на публикацию практики. Добавьте его на странице «Согласия».")
    fresh = {"wording": words.text, "mark": words.mark, "asked_at": at, "due": due}
    if kept is None:
        kept = PracticeAgreement.objects.create(card=card, person=person, **fresh)
    else:
        PRACTICE_AGREEMENT.move("ask", kept, answered_at=None, way="", recorded_by=None, **fresh)
    path = reverse("practice_agreement", args=[kept.pk])
    notifications.write("practice_consent", to=person, at=at, path=path, date=dates.words(due))


@transaction.atomic
def give_agreement(agreement, *, shown, by, at):
    """The person agrees to exactly the words and the card that the page showed (`shown` is their mark)."""
    _give("give", agreement, shown, way=ConsentWay.ELECTRONIC, by=by, at=at)


@transaction.atomic
def record_agreement(agreement, *, shown, by, at):
    """The curator records an answer signed on the printed page."""
    _give("record", agreement, shown, way=ConsentWay.PAPER, by=by, at=at)


def _give(step, agreement, shown, *, way, by, at):
    card = agreement.card
    words = words_for(card, agreement.person)
    if card.state != PracticeState.ACCEPTED:
        refuse("Карточки больше нет на полке. Отвечать не нужно.")
    if words is None or shown != words.mark:
        refuse("Пока вы читали, карточка изменилась. Прочитайте её ещё раз.")
    signed = {"wording": words.text, "mark": words.mark, "answered_at": at, "way": way, "recorded_by": by.person}
    PRACTICE_AGREEMENT.claim(step, agreement, by=by, **signed)
    heading = f"Разрешено показать карточку снаружи: {agreement.person.short_name}"
    _record("practice_agreed", heading, card, by, at, text=words.text)


@transaction.atomic
def refuse_agreement(agreement, *, by, at):
    """No reason is asked; the card stays inside the college."""
    PRACTICE_AGREEMENT.claim("refuse", agreement, by=by, answered_at=at)
    _record("practice_answered", "Получен ответ о показе карточки снаружи", agreement.card, by, at)


@transaction.atomic
def revoke_agreement(agreement, *, by, at):
    """Taken back: an open card is closed to outsiders at once, curators hear of it."""
    PRACTICE_AGREEMENT.claim("revoke", agreement, by=by, answered_at=at)
    card = agreement.card
    was = PracticeCard.objects.filter(pk=card.pk, opened_on__isnull=False).update(opened_on=None)
    heading = f"Отозвано согласие показать карточку снаружи: {agreement.person.short_name}"
    _record("practice_revoked", heading, card, by, at)
    if was:
        people = [person for person in holders(Role.CURATOR, day_of(at)) if not by.is_person(person)]
        words = {"person": agreement.person.short_name, "title": card.title}
        path = reverse("practice_detail", args=[card.pk])
        notifications.write_all("practice_revoked", people, at=at, path=path, **words)


@transaction.atomic
def open_practice(card, *, by, at):
    """Into the open bank. Refused: not the curator, not on the shelf, somebody's agreement is missing, open already."""
    require(rights.may_show_outside(by, card))
    asked = asked_of(card)
    missing = missing_words(asked)
    if missing:
        refuse(missing)
    needless = card.agreements.exclude(person__in=[row.person.pk for row in asked]).exclude(state=A.GIVEN)
    needless.delete()  # asked when an earlier text named them; the story keeps it
    held = PracticeCard.objects.filter(pk=card.pk, state=PracticeState.ACCEPTED, opened_on__isnull=True)
    if not held.update(opened_on=day_of(at)):
        refuse("Карточка уже в открытом банке.")
    _record("practice_opened", "Карточка показана в открытом банке", card, by, at)


@transaction.atomic
def close_practice(card, *, by, at):
    """Out of the open bank; the shelf keeps it. No reason is asked."""
    require(rights.may_show_outside(by, card))
    if not PracticeCard.objects.filter(pk=card.pk, opened_on__isnull=False).update(opened_on=None):
        refuse("Карточки в открытом банке и не было.")
    _record("practice_closed", "Карточка убрана из открытого банка", card, by, at)


def _record(event, heading, card, by, at, *, text=""):
    journal.record(event, heading, by=by, at=at, subject=card, text=text, audience=Audience.CURATOR)
