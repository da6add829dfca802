"""Versions of the card: a published one is never edited, a change is a copy that is published later."""

from django.db import transaction
from django.db.models import Max

from mentoring.access import may_keep_cards
from mentoring.actions import journal
from mentoring.kit.stale import Stale, stale_words
from mentoring.kit.text import listing, small_first
from mentoring.kit.verdict import YES, Refused, Verdict, first_no, no, require
from mentoring.models import DiagnosisCard, DiagnosisStatement, Direction
from mentoring.queries.diagnosis.card import text_of
from mentoring.scoring.card import USUAL
from mentoring.scoring.diagnosis import rules_of

LONGEST = 300
PUBLISHED = "Опубликованную карту не правят: по ней отвечают. Создайте новую версию."


def may_copy_card(actor, card):
    draft = DiagnosisCard.objects.filter(code=card.code, published=False).first()
    taken = no(f"Черновик уже есть: версия {draft.version}. Допишите и опубликуйте его.") if draft else YES
    return first_no(may_keep_cards(actor), taken)


def may_edit_card(actor, card):
    return first_no(may_keep_cards(actor), no(PUBLISHED) if card.published else YES)


def may_publish_card(actor, card):
    """Refused without statements or with a direction too short to be counted; warns where a direction has not four."""
    if not may_keep_cards(actor):
        return may_keep_cards(actor)
    if card.published:
        return no("Эта версия уже опубликована.")
    counts = {}
    for name in card.statements.order_by("position").values_list("direction__name", flat=True):
        counts[name] = counts.get(name, 0) + 1
    if not counts:
        return no("В карте нет утверждений. Добавьте хотя бы одно.")
    least = rules_of(card.scoring, card.scale).min_answered
    short = [small_first(name) for name, n in counts.items() if n < least]
    if short:
        return no(f"Мало утверждений, чтобы считать: {listing(short)}. Нужно хотя бы {least}.")
    odd = [f"{small_first(name)} – {n}" for name, n in counts.items() if n != USUAL]
    main = Direction.objects.filter(retired=False, cross=False).exclude(statements__card=card)
    missing = [small_first(direction.name) for direction in main]
    warnings = ([f"Не по четыре утверждения: {', '.join(odd)}."] if odd else []) + (
        [f"Нет утверждений: {listing(missing)}."] if missing else []
    )
    return Verdict(True, warnings=tuple(warnings))


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
def edit_card(card, text, *, seen, by, at):
    """Write a draft anew. `text` is a CardText; a row without text goes away, one without a code gets a new one.

    Raises Refused to strangers, for a published card, for numbers that contradict each other and too long a text;
    Stale when somebody saved since `seen` (the CardText's mark).
    """
    card = DiagnosisCard.objects.select_for_update().get(pk=card.pk)
    require(may_edit_card(by, card))
    if text_of(card).mark != seen:
        raise Stale(no(stale_words(None, "")))
    _check(text, card)
    card.lead, card.question = text.lead, text.question
    card.scoring = {**card.scoring, **text.numbers, "min_answered": int(text.numbers["min_answered"])}
    card.save(update_fields=["lead", "question", "scoring"])
    _write_rows(card, text.rows)
    journal.record("card_edited", f"Изменён черновик карты, версия {card.version}", by=by, at=at, subject=card)
    return card


def _check(text, card):
    numbers, top = text.numbers, rules_of(card.scoring, card.scale).top
    if not 0 <= numbers["strength_to"] < numbers["deficit_from"] <= top:
        raise Refused(no(f"Сильная сторона – меньше, чем трудное направление, и обе от 0 до {top}. Исправьте числа."))
    if numbers["min_answered"] < 1 or numbers["differs_from"] <= 0:
        raise Refused(no("Числа счёта больше нуля. Исправьте их."))
    if any(len(words) > LONGEST for _, _, words in text.rows):
        raise Refused(no(f"Утверждение длиннее {LONGEST} знаков. Сократите."))


def _write_rows(card, rows):
    present = {row.code: row for row in card.statements.all()}
    directions = {row.code: row for row in Direction.objects.all()}
    taken, kept = set(present), set()
    for position, (code, direction, words) in enumerate((row for row in rows if row[2]), 1):
        if code in present:
            kept.add(code)
            present[code].text, present[code].position = words, position
            present[code].save(update_fields=["text", "position"])
        elif direction in directions:
            new = free_code(direction, taken)
            DiagnosisStatement.objects.create(
                card=card, code=new, direction=directions[direction], text=words, position=position
            )
    card.statements.filter(code__in=set(present) - kept).delete()


def free_code(direction, taken):
    """«method_5»: the next code of a direction that nobody has; it is taken at once."""
    number = 1
    while f"{direction}_{number}" in taken:
        number += 1
    taken.add(f"{direction}_{number}")
    return f"{direction}_{number}"


@transaction.atomic
def publish_card(card, *, by, at):
    """From now on programs offer the statements of this version, and new cards are filled by it."""
    require(may_publish_card(by, card))
    if not DiagnosisCard.objects.filter(pk=card.pk, published=False).update(published=True):
        raise Refused(no("Эта версия уже опубликована."))
    card.published = True
    journal.record(
        "card_published", f"Опубликована версия {card.version} карты затруднений", by=by, at=at, subject=card
    )


@transaction.atomic
def delete_draft(card, *, by, at):
    """A draft nobody answers by goes away whole."""
    require(may_edit_card(by, card))
    number = card.version
    journal.record("card_deleted", f"Удалён черновик карты, версия {number}", by=by, at=at, subject=card)
    DiagnosisCard.objects.filter(pk=card.pk, published=False).delete()
