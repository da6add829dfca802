"""What may follow what in the journal: calls to the curator, assignments."""

from mentoring.kit.workflow import Transition, Workflow
from programs import access
from programs.choices import TO_ANSWER, AssignmentState, FlagState

FLAG = Workflow(
    "flag",
    [
        Transition("close", (FlagState.OPEN,), FlagState.CLOSED, "Закрыть вопрос", access.may_close_flag),
        Transition("reopen", (FlagState.CLOSED,), FlagState.OPEN, "Вернуть вопрос", access.may_reopen_flag),
    ],
    taken="Вопрос уже закрыли или вернули. Обновите страницу.",
)

A = AssignmentState

ASSIGNMENT = Workflow(
    "assignment",
    [
        Transition("answer", TO_ANSWER, A.ANSWERED, "Отправить ответ", access.may_answer_assignment),
        Transition("return", (A.ANSWERED,), A.RETURNED, "Вернуть на доработку", access.may_check),
        Transition("accept", (A.ANSWERED,), A.ACCEPTED, "Принять работу", access.may_check),
        Transition(
            "withdraw", (A.GIVEN, A.ANSWERED, A.RETURNED), A.WITHDRAWN, "Снять задание", access.may_withdraw_assignment
        ),
        Transition("reopen", (A.ACCEPTED, A.WITHDRAWN), A.RETURNED, "Вернуть в работу", access.may_reopen_assignment),
    ],
    taken="С этим заданием уже что-то сделали. Обновите страницу.",
)
