"""A matching of all requests at once: counted by the worker, edited and published by the curator (R12)."""

from mentoring.access import may_run_office
from mentoring.choices import MatchState as S
from mentoring.kit.verdict import no
from mentoring.kit.workflow import Transition, Workflow


def _curator(actor, batch):
    return may_run_office(actor)


def _system(actor, batch):
    """Steps of the background worker."""
    return no("Это состояние наступает само: когда подбор посчитан или опубликован.")


MATCH = Workflow(
    "match",
    (
        Transition("finish", (S.COMPUTING,), S.DRAFT, "Посчитать", _system),
        Transition("fail", (S.COMPUTING,), S.FAILED, "Расчёт не удался", _system),
        Transition("publish", (S.DRAFT,), S.PUBLISHING, "Опубликовать подбор", _curator),
        Transition("settle", (S.PUBLISHING,), S.PUBLISHED, "Закончить публикацию", _system),
        Transition("discard", (S.COMPUTING, S.DRAFT, S.FAILED), S.DISCARDED, "Удалить черновик подбора", _curator),
    ),
    taken="Этот подбор уже опубликован или удалён. Обновите страницу.",
)
