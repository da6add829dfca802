"""A petition and a quiet request for help (R34, R37). Their words: choices/petition_words."""

from mentoring.access.petition import may_answer_help, may_decide, may_execute, may_send_petition
from mentoring.choices import HelpState as H
from mentoring.choices import PetitionState as S
from mentoring.choices.petition import OPEN_PETITIONS, WAITING_PETITIONS
from mentoring.kit.verdict import YES, no
from mentoring.kit.workflow import Transition, Workflow


def _asker(actor, asked):
    return YES if actor.is_person(asked.person) else no("Это чужая просьба.")


def _asker_or_curator(actor, asked):
    return YES if _asker(actor, asked) or may_answer_help(actor, asked) else no("Это чужая просьба.")


PETITION = Workflow(
    "petition",
    (
        Transition("send", (S.DRAFT,), S.SUBMITTED, "Подать ходатайство", may_send_petition),
        Transition("take", (S.SUBMITTED,), S.IN_REVIEW, "Взять на рассмотрение", may_decide),
        Transition("ask", WAITING_PETITIONS, S.NEED_INFO, "Попросить пояснения", may_decide),
        Transition("answer", (S.NEED_INFO,), S.IN_REVIEW, "Ответить", may_send_petition),
        Transition("grant", WAITING_PETITIONS, S.GRANTED, "Удовлетворить", may_decide),
        Transition("refuse", WAITING_PETITIONS, S.REFUSED, "Не удовлетворить", may_decide),
        Transition("execute", (S.GRANTED,), S.EXECUTED, "Отметить исполнение", may_execute),
        Transition("withdraw", OPEN_PETITIONS, S.WITHDRAWN, "Отозвать ходатайство", may_send_petition),
    ),
    taken="По этому ходатайству уже есть решение, или его отозвали. Обновите страницу.",
)

HELP = Workflow(
    "help",
    (
        Transition("answer", (H.ASKED,), H.ANSWERED, "Ответить", may_answer_help),
        Transition("close", (H.ASKED, H.ANSWERED), H.CLOSED, "Закрыть", _asker_or_curator),
    ),
    taken="На эту просьбу уже ответили, или её закрыли. Обновите страницу.",
)
