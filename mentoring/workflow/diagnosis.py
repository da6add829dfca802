"""A card of difficulties: asked for, filled, sent; the teacher may take his answers back. Words: state_words.DIAGNOSIS."""

from mentoring.choices import DiagnosisState as S
from mentoring.kit.verdict import YES, no
from mentoring.kit.workflow import Transition, Workflow

OPEN = (S.ASKED, S.DRAFT)


def _own(actor, diagnosis):
    return YES if actor.is_person(diagnosis.person) else no("Карту заполняет сам педагог.")


def _asker(actor, diagnosis):
    """Who asked takes it back; the curator any."""
    if actor.has("curator") or (actor.person and actor.person.pk == diagnosis.asked_by_id):
        return YES
    return no("Карту отменяет тот, кто её попросил, или куратор.")


DIAGNOSIS = Workflow(
    "diagnosis",
    (
        Transition("begin", (S.ASKED,), S.DRAFT, "Заполнить карту", _own),
        Transition("finish", OPEN, S.DONE, "Отправить карту", _own),
        Transition("reopen", (S.DONE,), S.DRAFT, "Изменить ответы", _own),
        Transition("withdraw", OPEN, S.WITHDRAWN, "Больше не нужна", _asker, danger=True),
    ),
    taken="С этой картой уже что-то сделали. Обновите страницу.",
)
