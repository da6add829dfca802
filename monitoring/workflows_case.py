"""Processes of case tasks: a case of the bank, an answer to it."""

from mentoring.kit.workflow import Transition, Workflow
from monitoring.access.case import may_answer_case, may_drop_case
from monitoring.access.knowledge import may_keep_bank
from monitoring.choices.case import CaseState
from monitoring.choices.knowledge import BankState

B, S = BankState, CaseState

CASE_TASK = Workflow(
    "case_task",
    [
        Transition("publish", (B.DRAFT, B.RETIRED), B.ACTIVE, "Открыть для назначения", may_keep_bank),
        Transition("retire", (B.DRAFT, B.ACTIVE), B.RETIRED, "Снять кейс", may_keep_bank, danger=True),
    ],
    taken="Кейс уже в другом состоянии. Обновите страницу.",
)
CASE_ANSWER = Workflow(
    "case_answer",
    [
        Transition("send", (S.ASKED,), S.SENT, "Отправить ответ", may_answer_case),
        Transition("drop", (S.ASKED,), S.DROPPED, "Снять кейс", may_drop_case, danger=True),
    ],
    taken="На кейс уже ответили, или его сняли. Обновите страницу.",
)
