"""A pair or group: draft states follow from the rules (rules.draft_state), the rest from orders and dates."""

from mentoring.access import may_run_office
from mentoring.choices import PairState as S
from mentoring.kit.verdict import no
from mentoring.kit.workflow import Transition, Workflow

FREE_DRAFTS = (S.LOOKING, S.ASKED, S.BLOCKED, S.READY)
WORKING = (S.ACTIVE, S.SUBSTITUTION, S.PAUSED, S.REPLACING, S.ENDING)
RECHECK = {S.LOOKING: "find", S.ASKED: "ask", S.BLOCKED: "block", S.READY: "clear"}


def _curator(actor, pair):
    return may_run_office(actor)


def _drop(actor, pair):
    if pair.state == S.IN_ORDER:
        return no("Пара в приказе на подписи. Сначала уберите её из приказа.")
    return may_run_office(actor)


def _system(actor, pair):
    """Steps nobody takes by hand: a signature arrived, a date came."""
    return no("Это состояние наступает само: по подписи приказа и по дате.")


PAIR = Workflow(
    "pair",
    (
        *(
            Transition(name, (*FREE_DRAFTS, S.IN_ORDER), state, "Проверить снова", _curator)
            for state, name in RECHECK.items()
        ),
        Transition("include", (S.READY,), S.IN_ORDER, "Включить в приказ", _curator),
        Transition("assign", (S.IN_ORDER,), S.ASSIGNED, "Закрепить", _system),
        Transition("unassign", (S.ASSIGNED,), S.READY, "Отменить приказ", _system),
        Transition("activate", (S.ASSIGNED,), S.ACTIVE, "Начать работу", _system),
        Transition("drop", (*FREE_DRAFTS, S.IN_ORDER), S.DROPPED, "Снять проект пары", _drop, danger=True),
        Transition("wind_up", (S.ACTIVE,), S.ENDING, "Подвести итоги", _system),
        Transition(
            "replace", (S.ASSIGNED, S.ACTIVE, S.SUBSTITUTION, S.PAUSED), S.REPLACING, "Заменить наставника", _curator
        ),
        Transition("keep", (S.REPLACING,), S.ACTIVE, "Продолжить работу", _system),
        Transition("keep_assigned", (S.REPLACING,), S.ASSIGNED, "Ждать начала", _system),
        Transition("substitute", (S.ACTIVE,), S.SUBSTITUTION, "Временная замена", _curator),
        Transition("end_substitution", (S.SUBSTITUTION,), S.ACTIVE, "Закончить замену", _curator),
        Transition("pause", (S.ACTIVE,), S.PAUSED, "Приостановить", _curator),
        Transition("resume", (S.PAUSED,), S.ACTIVE, "Возобновить", _curator),
        Transition("complete", (S.ASSIGNED, *WORKING), S.COMPLETED, "Завершить", _curator),
        Transition("reopen", (S.COMPLETED, S.ENDED_EARLY), S.ACTIVE, "Вернуть к работе", _curator),
        Transition("end_early", (S.ASSIGNED, *WORKING), S.ENDED_EARLY, "Завершить досрочно", _curator, danger=True),
    ),
    taken="Состояние пары уже изменилось. Обновите страницу.",
)
