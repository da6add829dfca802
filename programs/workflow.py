"""What may follow what on the middle floor: one table per process. Steps of the system go through Workflow.move."""

from mentoring.kit.workflow import Transition, Workflow
from programs import access
from programs.access import report as report_access
from programs.choices import (
    AMENDMENT_DECIDED_ON,
    AMENDMENT_EDITABLE,
    AMENDMENT_OPEN,
    AmendmentState,
    EventState,
    MeetingState,
    ProgramState,
)
from programs.choices.report import FILLED_IN, UNSENT, ReportState

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
        Transition("resume", (S.FINISHING,), S.ACTIVE, "Продолжить: срок продлён"),
        Transition("complete", RUNNING, S.COMPLETED, "Завершить программу", access.may_complete),
        Transition("end_early", RUNNING, S.ENDED_EARLY, "Завершить досрочно", access.may_complete, danger=True),
        Transition("reopen", ENDED, S.ACTIVE, "Вернуть к работе", access.may_reopen),
        Transition("cancel", BEFORE_START, S.CANCELED, "Отменить до начала", access.may_complete, danger=True),
    ],
)

A = AmendmentState
UNDER_WAY = (A.AWAITING_CONSENTS, *AMENDMENT_DECIDED_ON)

AMENDMENT = Workflow(
    "amendment",
    [
        Transition("send", AMENDMENT_EDITABLE, A.AWAITING_CONSENTS, "Отправить на согласие", access.may_edit_amendment),
        Transition("consent", (A.AWAITING_CONSENTS,), A.AWAITING_CONSENTS, "Согласиться", access.may_answer),
        Transition("object", (A.AWAITING_CONSENTS,), A.OBJECTED, "Не согласиться", access.may_answer),
        Transition(
            "record", (A.AWAITING_CONSENTS,), A.AWAITING_CONSENTS, "Записать согласие", access.may_record_consent
        ),
        Transition("agree", (A.AWAITING_CURATOR,), A.AWAITING_DIRECTOR, "Согласовать", access.may_agree_amendment),
        Transition("approve", AMENDMENT_DECIDED_ON, A.IN_FORCE, "Утвердить", access.may_approve_amendment),
        Transition("return", AMENDMENT_DECIDED_ON, A.RETURNED, "Вернуть на доработку", access.may_decide),
        Transition("refuse", AMENDMENT_DECIDED_ON, A.NOT_ACCEPTED, "Не принять", access.may_decide, danger=True),
        Transition("withdraw", AMENDMENT_OPEN, A.WITHDRAWN, "Отозвать изменение", access.may_withdraw, danger=True),
        Transition("rebase", UNDER_WAY, A.AWAITING_CONSENTS, "Перенести и спросить снова", access.may_rebase),
        # taken by the system: the last consent, the silence that lasts, the end of the program
        Transition("settle", (A.AWAITING_CONSENTS,), A.AWAITING_CURATOR, "Передать куратору"),
        Transition("lapse", AMENDMENT_OPEN, A.WITHDRAWN, "Отозвать без ответа"),
    ],
    taken="Изменение уже решили, отозвали или отправили заново. Обновите страницу.",
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

R = ReportState

REPORT = Workflow(
    "report",
    [
        # taken by the system when the date is near; its author may begin earlier
        Transition("open", (R.NOT_DUE,), R.DUE, "Открыть отчёт"),
        Transition("begin", (R.NOT_DUE,), R.DUE, "Начать раньше", report_access.may_begin),
        Transition("submit", FILLED_IN, R.SUBMITTED, "Отправить отчёт", report_access.may_send),
        Transition("deliver", (R.DUE,), R.ACCEPTED, "Отправить отзыв", report_access.may_deliver),
        Transition("withdraw", (R.SUBMITTED,), R.DUE, "Забрать и дописать", report_access.may_withdraw),
        Transition("return", (R.SUBMITTED,), R.RETURNED, "Вернуть на доработку", report_access.may_decide),
        Transition("accept", (R.SUBMITTED,), R.ACCEPTED, "Принять отчёт", report_access.may_decide),
        Transition("waive", UNSENT, R.WAIVED, "Обойтись без отчёта", report_access.may_let_pass, danger=True),
        Transition("restore", (R.WAIVED,), R.DUE, "Вернуть в работу", report_access.may_restore),
    ],
    taken="Отчёт уже отправили, приняли или вернули. Обновите страницу.",
)
