"""Versions of the card of difficulties: a published one is never edited, a change is a copy that is published later."""

from django.db import transaction
from django.db.models import Max

from mentoring.actions import journal
from mentoring.kit.verdict import YES, Refused, no, require
from mentoring.models import DiagnosisCard, DiagnosisStatement

KEEPERS = ("curator", "admin")


def may_copy_card(actor, card):
    if not actor.has(*KEEPERS):
        return no("Справочники ведут куратор и администратор.")
    draft = DiagnosisCard.objects.filter(code=card.code, published=False).first()
    return no(f"Черновик уже есть: версия {draft.version}. Допишите и опубликуйте его.") if draft else YES


def may_publish_card(actor, card):
    if not actor.has(*KEEPERS):
        return no("Справочники ведут куратор и администратор.")
    if card.published:
        return no("Эта версия уже опубликована.")
    return YES if card.statements.exists() else no("В карте нет утверждений. Добавьте хотя бы одно.")


@transaction.atomic
def copy_card(card, *, by, at):
    """A draft under the next number with the same statements; their codes go with them, as answers will be compared."""
    require(may_copy_card(by, card))
    last = DiagnosisCard.objects.filter(code=card.code).aggregate(last=Max("version"))["last"]
    copy = DiagnosisCard.objects.create(
        code=card.code,
        version=last + 1,
        lead=card.lead,
        question=card.question,
        scale=card.scale,
        scoring=card.scoring,
    )
    statements = list(card.statements.all())
    for statement in statements:
        statement.pk, statement.card = None, copy
        statement._state.adding = True
    DiagnosisStatement.objects.bulk_create(statements)
    journal.record("card_copied", f"Создана версия {copy.version} карты затруднений", by=by, at=at, subject=copy)
    return copy


@transaction.atomic
def publish_card(card, *, by, at):
    """From now on programs offer the statements of this version."""
    require(may_publish_card(by, card))
    if not DiagnosisCard.objects.filter(pk=card.pk, published=False).update(published=True):
        raise Refused(no("Эта версия уже опубликована."))
    card.published = True
    journal.record(
        "card_published", f"Опубликована версия {card.version} карты затруднений", by=by, at=at, subject=card
    )
