"""What may follow what with a card of a lesson and with an opinion about a mentee."""

from mentoring.kit.workflow import Transition, Workflow
from monitoring.access import observation as rights
from monitoring.choices.observation import UNSIGNED, CardState, OpinionState

C = CardState

OBSERVATION = Workflow(
    "observation",
    [
        Transition("fill", UNSIGNED, C.DRAFT, "Заполнить карту", rights.may_fill),
        Transition("sign", (C.DRAFT,), C.AWAITING, "Подписать карту", rights.may_fill),
        Transition("acquaint", (C.AWAITING,), C.LOCKED, "Отметить ознакомление", rights.may_acquaint),
        Transition("close", (C.AWAITING,), C.LOCKED, "Закрыть без ознакомления", rights.may_close_unread),
        Transition("call_off", UNSIGNED, C.NOT_HELD, "Занятие не состоялось", rights.may_call_off, danger=True),
        Transition(
            "replace", (C.AWAITING, C.LOCKED), C.WITHDRAWN, "Отозвать и заменить", rights.may_replace, danger=True
        ),
    ],
    taken="Карту уже изменили. Обновите страницу.",
)

ASKED, GIVEN, DROPPED = OpinionState.ASKED, OpinionState.GIVEN, OpinionState.DROPPED

OPINION = Workflow(
    "opinion",
    [
        Transition("give", (ASKED,), GIVEN, "Отправить ответ", rights.may_give_opinion),
        Transition("drop", (ASKED,), DROPPED, "Снять запрос", rights.may_drop_opinion, danger=True),
    ],
    taken="На опросник уже ответили, или его сняли. Обновите страницу.",
)
