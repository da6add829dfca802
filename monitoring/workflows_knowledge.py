"""Processes of level 2: a question of the bank, an entry or exit test."""

from mentoring.kit.verdict import no
from mentoring.kit.workflow import Transition, Workflow
from monitoring.access.knowledge import may_check_test, may_keep_bank, may_skip
from monitoring.choices.knowledge import BankState, KnowledgeState

B, S = BankState, KnowledgeState
BY_ITSELF = no("Это происходит само: по ответам или по сроку.")


def _by_itself(actor, test):
    return BY_ITSELF


QUESTION = Workflow(
    "question",
    [
        Transition("publish", (B.DRAFT,), B.ACTIVE, "Добавить в банк", may_keep_bank),
        Transition("retire", (B.DRAFT, B.ACTIVE), B.RETIRED, "Снять вопрос", may_keep_bank, danger=True),
        Transition("restore", (B.RETIRED,), B.ACTIVE, "Вернуть в банк", may_keep_bank),
    ],
    taken="Вопрос уже в другом состоянии. Обновите страницу.",
)
RUBRIC = Workflow(
    "rubric",
    [
        Transition("publish", (B.DRAFT, B.RETIRED), B.ACTIVE, "Открыть для оценки", may_keep_bank),
        Transition("retire", (B.DRAFT, B.ACTIVE), B.RETIRED, "Снять рубрику", may_keep_bank, danger=True),
    ],
    taken="Рубрика уже в другом состоянии. Обновите страницу.",
)
KNOWLEDGE_TEST = Workflow(
    "knowledge_test",
    [
        Transition("start", (S.ASSIGNED,), S.IN_PROGRESS, "Начать тест", _by_itself),
        Transition("to_check", (S.IN_PROGRESS,), S.AWAITING_CHECK, "Отправить ответы", _by_itself),
        Transition("score", (S.IN_PROGRESS,), S.SCORED, "Отправить ответы", _by_itself),
        Transition("check", (S.AWAITING_CHECK,), S.SCORED, "Сохранить проверку", may_check_test),
        Transition("miss", (S.ASSIGNED,), S.MISSED, "Срок прошёл", _by_itself),
        Transition("skip", (S.ASSIGNED,), S.SKIPPED, "Пропустить с причиной", may_skip, danger=True),
    ],
    taken="Тест уже в другом состоянии. Обновите страницу.",
)
