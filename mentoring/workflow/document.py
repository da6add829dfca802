"""An issued document: draft, signature, scan, force. Its words: choices/state_words.DOCUMENT."""

from mentoring.access import may_run_office, may_sign
from mentoring.choices import DocumentState as S
from mentoring.kit.verdict import YES, no
from mentoring.kit.workflow import Transition, Workflow

EDITABLE = (S.DRAFT, S.RETURNED)
VALID = (S.AWAITING_SCAN, S.IN_FORCE)
ORDERS = "ПР"  # the prefix of orders, whatever they are about
RENEWED = ("D35",)  # the yearly report: the next version takes its place


def is_order(document):
    """An order of ours; a paper from outside is only kept here."""
    return document.type.prefix == ORDERS and not document.recorded


def _curator(actor, document):
    return may_run_office(actor)


def _director(actor, document):
    """Returning is open even to a director who is a participant: he signs nothing by it."""
    return YES if actor.has("director") else no("Возвращает директор. Чтобы исправить самим, заберите приказ.")


def _cancel(actor, document):
    """What the curator wrote down himself (sheets, documents from outside) he takes back himself."""
    if actor.has("director"):
        return YES
    if document.recorded:
        return may_run_office(actor)
    return no("Действующий приказ отменяет директор новым приказом." if is_order(document) else "Отменяет директор.")


def _annul(actor, document):
    if document.type.code in RENEWED:
        return no("Этот документ исправляют новой версией: утверждённая, она его заменит.")
    return _cancel(actor, document)


DOCUMENT = Workflow(
    "document",
    (
        Transition("send", EDITABLE, S.AWAITING_SIGNATURE, "Отправить директору на подпись", _curator),
        Transition("recall", (S.AWAITING_SIGNATURE,), S.DRAFT, "Забрать и дописать", _curator),
        Transition("return", (S.AWAITING_SIGNATURE,), S.RETURNED, "Вернуть на доработку", _director),
        Transition("sign", (S.AWAITING_SIGNATURE,), S.AWAITING_SCAN, "Подписать приказ", may_sign),
        Transition("sign_at_once", (S.AWAITING_SIGNATURE,), S.IN_FORCE, "Подписать приказ", may_sign),
        Transition("scan", (S.AWAITING_SCAN,), S.IN_FORCE, "Загрузить скан", _curator),
        Transition("replace", VALID, S.REPLACED, "Заменить", _cancel),
        Transition("cancel", VALID, S.CANCELED, "Отменить приказ", _annul, danger=True),
    ),
    taken="Решение по документу уже принято. Обновите страницу.",
)
