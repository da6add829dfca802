"""Processes of personal data: a request about own data, an incident with data."""

from mentoring.kit.verdict import first_no, no
from mentoring.kit.workflow import Transition, Workflow
from monitoring.access import subject as rights
from monitoring.choices.subject import IncidentState, SubjectState

S, N = SubjectState, IncidentState


def _may_close(actor, incident):
    asks = [] if incident.result else [no("Напишите, что показала проверка: это главное в результатах.")]
    return first_no(rights.may_lead_incident(actor, incident), *asks)


SUBJECT_REQUEST = Workflow(
    "subject_request",
    [
        Transition("assign", (S.NEW, S.WORK), S.WORK, "Назначить ответственного", rights.may_assign_subject),
        Transition("extend", (S.WORK,), S.WORK, "Продлить срок", rights.may_extend_subject),
        Transition("answer", (S.WORK,), S.ANSWERED, "Ответить", rights.may_answer_subject),
        Transition("refuse", (S.WORK,), S.REFUSED, "Отказать с причиной", rights.may_answer_subject, danger=True),
        Transition("recall", (S.NEW, S.WORK), S.RECALLED, "Отозвать обращение", rights.may_recall_subject),
    ],
    taken="С обращением уже что-то сделали. Обновите страницу.",
)
INCIDENT = Workflow(
    "privacy_incident",
    [
        Transition("tell", (N.FOUND,), N.TOLD, "Отметить первое уведомление", rights.may_lead_incident),
        Transition("close", (N.TOLD,), N.CLOSED, "Отметить результаты отправленными", _may_close),
        Transition("drop", (N.FOUND, N.TOLD), N.DROPPED, "Не подтвердился", rights.may_lead_incident, danger=True),
    ],
    taken="С инцидентом уже что-то сделали. Обновите страницу.",
)
