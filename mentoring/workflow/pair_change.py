"""A change of a live pair: a replacement, a temporary substitution, a pause (R16). Words: choices/petition_words.CHANGE."""

from mentoring.access import may_run_office
from mentoring.access.pair_change import may_answer_change
from mentoring.choices import ChangeState as S
from mentoring.kit.verdict import no
from mentoring.kit.workflow import Transition, Workflow

UNORDERED = (S.LOOKING, S.ASKED, S.AGREED)


def _curator(actor, change):
    return may_run_office(actor)


def _system(actor, change):
    """Steps nobody takes by hand: a signature arrived, a date came."""
    return no("Это состояние наступает само: по подписи приказа и по дате.")


CHANGE = Workflow(
    "pair_change",
    (
        Transition("ask", UNORDERED, S.ASKED, "Спросить человека", _curator),
        Transition("record", UNORDERED, S.AGREED, "Записать согласие", _curator),
        Transition("accept", (S.ASKED,), S.AGREED, "Войти в пару", may_answer_change),
        Transition("decline", (S.ASKED,), S.LOOKING, "Отказаться", may_answer_change),
        Transition("include", (S.AGREED,), S.IN_ORDER, "Включить в приказ", _curator),
        Transition("release", (S.IN_ORDER, S.SIGNED), S.AGREED, "Убрать из приказа", _system),
        Transition("sign", (S.IN_ORDER,), S.SIGNED, "Подписать приказ", _system),
        Transition("start", (S.AGREED, S.SIGNED), S.RUNNING, "Начать", _system),
        Transition("finish", (S.SIGNED, S.RUNNING), S.DONE, "Исполнить", _system),
        Transition("end", (S.RUNNING,), S.DONE, "Закончить раньше", _curator),
        Transition("drop", UNORDERED, S.DROPPED, "Оставить прежний состав", _curator, danger=True),
        Transition("abandon", (*UNORDERED, S.IN_ORDER, S.SIGNED, S.RUNNING), S.DROPPED, "Пара завершена", _system),
    ),
    taken="Это изменение уже решено. Обновите страницу.",
)
