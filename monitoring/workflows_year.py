"""What may follow what in the office's year: the road map and its tasks, the yearly assessment, recognition."""

from mentoring.kit.workflow import Transition, Workflow
from monitoring.access import assessment, recognition, roadmap
from monitoring.choices.year import UNFINISHED, AssessmentState, RecognitionState, RoadmapState, TaskState

M = RoadmapState

ROADMAP = Workflow(
    "roadmap",
    [
        Transition("send", (M.DRAFT,), M.SENT, "Отправить директору", roadmap.may_send_roadmap),
        Transition("recall", (M.SENT,), M.DRAFT, "Забрать и дописать", roadmap.may_recall_roadmap),
        Transition("return", (M.SENT,), M.DRAFT, "Вернуть на доработку", roadmap.may_approve_roadmap),
        Transition("approve", (M.SENT,), M.APPROVED, "Утвердить карту", roadmap.may_approve_roadmap),
    ],
    taken="О карте уже решили. Обновите страницу.",
)

T = TaskState

TASK = Workflow(
    "roadmap_task",
    [
        Transition("begin", (T.PLANNED, T.MOVED), T.IN_PROGRESS, "Начать работу", roadmap.may_report_task),
        Transition("settle", UNFINISHED, T.DONE, "Отметить сделанной", roadmap.may_report_task),
        Transition("move", UNFINISHED, T.MOVED, "Перенести срок", roadmap.may_report_task),
        Transition("skip", UNFINISHED, T.NOT_NEEDED, "Отметить ненужной", roadmap.may_settle_for_others, danger=True),
        Transition("reopen", (T.DONE, T.NOT_NEEDED), T.IN_PROGRESS, "Вернуть в работу", roadmap.may_settle_for_others),
    ],
    taken="Задачу уже отметили. Обновите страницу.",
)

A = AssessmentState

ASSESSMENT = Workflow(
    "assessment",
    [
        Transition("send", (A.DRAFT,), A.SIGNING, "Передать на подпись", assessment.may_send_assessment),
        Transition("recall", (A.SIGNING,), A.DRAFT, "Забрать и дописать", assessment.may_recall_assessment),
        Transition("sign", (A.SIGNING,), A.SIGNED, "Подписать оценку", assessment.may_sign_assessment),
    ],
    taken="Оценку уже подписали или забрали. Обновите страницу.",
)

R = RecognitionState

RECOGNITION = Workflow(
    "recognition",
    [
        Transition("approve", (R.PROPOSED,), R.APPROVED, "Согласиться", recognition.may_decide_recognition),
        Transition("decline", (R.PROPOSED,), R.DECLINED, "Отклонить", recognition.may_decide_recognition, danger=True),
        Transition("withdraw", (R.PROPOSED, R.APPROVED), R.WITHDRAWN, "Отозвать", recognition.may_withdraw_recognition),
        Transition("award", (R.APPROVED,), R.AWARDED, "Объявить приказом", recognition.awarded_by_order),
        Transition("free", (R.AWARDED,), R.APPROVED, "Вернуть для нового приказа", recognition.may_free_recognition),
    ],
    taken="О предложении уже решили. Обновите страницу.",
)
