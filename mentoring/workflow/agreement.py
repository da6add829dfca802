"""An additional agreement: written, numbered and printed, scanned when signed, ended. Words: state_words.AGREEMENT."""

from mentoring.access import may_keep_agreements
from mentoring.choices import AgreementState as S
from mentoring.kit.workflow import Transition, Workflow


def _curator(actor, agreement):
    return may_keep_agreements(actor)


AGREEMENT = Workflow(
    "agreement",
    (
        Transition("issue", (S.DRAFT,), S.AWAITING_SCAN, "Присвоить номер", _curator),
        Transition("scan", (S.AWAITING_SCAN,), S.IN_FORCE, "Загрузить скан", _curator),
        Transition("end", (S.AWAITING_SCAN, S.IN_FORCE), S.ENDED, "Прекратить соглашение", _curator, danger=True),
        Transition("expire", (S.IN_FORCE,), S.ENDED, "Срок прошёл", _curator),
    ),
    taken="С соглашением уже что-то сделали. Обновите страницу.",
)
