"""A sitting: prepared, called, its minutes closed; a resolution: carried out or dropped."""

from mentoring.access import may_keep_council, may_settle
from mentoring.choices import ResolutionState as R
from mentoring.choices import SittingState as S
from mentoring.kit.workflow import Transition, Workflow

OPEN = (S.PLANNED, S.CALLED)


def _keeper(actor, sitting):
    return may_keep_council(actor, sitting.unit)


def _keeper_of_resolution(actor, resolution):
    return may_keep_council(actor, resolution.item.sitting.unit)


SITTING = Workflow(
    "sitting",
    (
        Transition("call", (S.PLANNED,), S.CALLED, "Разослать повестку", _keeper),
        Transition("close", OPEN, S.CLOSED, "Оформить протокол", _keeper),
        Transition("cancel", OPEN, S.CANCELED, "Отменить заседание", _keeper, danger=True),
    ),
    taken="Заседание уже завершено или отменено. Обновите страницу.",
)
RESOLUTION = Workflow(
    "resolution",
    (
        Transition("settle", (R.OPEN,), R.DONE, "Отметить выполненным", may_settle),
        Transition("drop", (R.OPEN,), R.DROPPED, "Снять решение", _keeper_of_resolution, danger=True),
        Transition("reopen", (R.DONE, R.DROPPED), R.OPEN, "Вернуть в работу", _keeper_of_resolution),
    ),
    taken="Об этом решении уже отчитались. Обновите страницу.",
)
