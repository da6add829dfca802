"""What may follow what on the middle floor: one table per process. Steps of the system go through Workflow.move."""

from mentoring.kit.workflow import Transition, Workflow
from programs import access
from programs.choices import EventState, MeetingState, ProgramState

S = ProgramState
UNDER_REVIEW = (S.SUBMITTED, S.AWAITING_DIRECTOR)
BEFORE_START = (S.DRAFT, S.SUBMITTED, S.RETURNED, S.AWAITING_DIRECTOR, S.AWAITING_ACQUAINTANCE)
RUNNING = (S.ACTIVE, S.FINISHING)
ENDED = (S.COMPLETED, S.ENDED_EARLY)

PROGRAM = Workflow(
    "program",
    [
        Transition("submit", (S.DRAFT, S.RETURNED), S.SUBMITTED, "Отправить на согласование", access.may_submit),
        Transition("recall", (S.SUBMITTED,), S.DRAFT, "Забрать и дописать", access.may_recall),
        Transition("return", UNDER_REVIEW, S.RETURNED, "Вернуть на доработку", access.may_return),
        Transition("agree", (S.SUBMITTED,), S.AWAITING_DIRECTOR, "Согласовать программу", access.may_agree),
        Transition("approve", UNDER_REVIEW, S.AWAITING_ACQUAINTANCE, "Утвердить программу", access.may_approve),
        # taken by the system: the last acquaintance, the term that comes to its end
        Transition("start", (S.AWAITING_ACQUAINTANCE,), S.ACTIVE, "Начать работу"),
        Transition("finish", (S.ACTIVE,), S.FINISHING, "Подвести итоги"),
        Transition("complete", RUNNING, S.COMPLETED, "Завершить программу", access.may_complete),
        Transition("end_early", RUNNING, S.ENDED_EARLY, "Завершить досрочно", access.may_complete, danger=True),
        Transition("reopen", ENDED, S.ACTIVE, "Вернуть к работе", access.may_reopen),
        Transition("cancel", BEFORE_START, S.CANCELED, "Отменить до начала", access.may_complete, danger=True),
    ],
)

E = EventState
UNMARKED = (E.PLANNED, E.MOVED)
MARKED = (E.DONE, E.PARTLY, E.NOT_DONE)
ANY_MARK = (*UNMARKED, *MARKED)

EVENT = Workflow(
    "event",
    [
        Transition("done", ANY_MARK, E.DONE, "Отметить выполненным", access.may_mark),
        Transition("partly", ANY_MARK, E.PARTLY, "Отметить частично", access.may_mark),
        Transition("not_done", ANY_MARK, E.NOT_DONE, "Не состоялось", access.may_mark),
        Transition("moved", ANY_MARK, E.MOVED, "Перенести", access.may_mark),
        Transition("undo", (E.MOVED, *MARKED), E.PLANNED, "Снять отметку", access.may_undo),
    ],
    taken="Мероприятие уже изменили. Обновите страницу.",
)

M = MeetingState

MEETING = Workflow(
    "meeting",
    [
        Transition(
            "record",
            (M.SCHEDULED, M.RECORDED, M.DISPUTED, M.NOT_HELD),
            M.RECORDED,
            "Записать встречу",
            access.may_record,
        ),
        Transition("confirm", (M.RECORDED,), M.CONFIRMED, "Подтвердить запись", access.may_confirm),
        Transition("dispute", (M.RECORDED,), M.DISPUTED, "Уточнить", access.may_confirm),
        Transition("not_held", (M.SCHEDULED,), M.NOT_HELD, "Не состоялась", access.may_cancel),
        Transition("cancel", (M.SCHEDULED,), M.CANCELED, "Отменить встречу", access.may_cancel, danger=True),
        Transition("retract", (M.RECORDED, M.DISPUTED), M.CANCELED, "Убрать запись", access.may_retract, danger=True),
        Transition("move", (M.SCHEDULED,), M.SCHEDULED, "Перенести встречу", access.may_cancel),
    ],
    taken="Встречу уже записали, перенесли или отменили. Обновите страницу.",
)
