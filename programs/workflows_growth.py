"""What may follow what in an induction; ticks are rows of their own."""

from mentoring.kit.workflow import Transition, Workflow
from programs.access import induction
from programs.choices.growth import InductionState

S = InductionState

INDUCTION = Workflow(
    "induction",
    [
        # taken by the system: the last required tick, a tick taken back
        Transition("finish", (S.OPEN,), S.DONE, "Завершить ввод"),
        Transition("reopen", (S.DONE,), S.OPEN, "Вернуть: отметку сняли"),
        Transition("stop", (S.OPEN,), S.STOPPED, "Остановить", induction.may_stop_induction, danger=True),
        Transition("resume", (S.STOPPED,), S.OPEN, "Вернуть в работу", induction.may_stop_induction),
    ],
    taken="Со списком уже что-то сделали. Обновите страницу.",
)
