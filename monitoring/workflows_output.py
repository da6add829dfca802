"""Processes of what monitoring gives out: a reply to a request, the yearly report."""

from mentoring.kit.verdict import YES, no
from mentoring.kit.workflow import Transition, Workflow
from monitoring.access.output import may_answer, may_edit_report
from monitoring.choices.output import ReplyState, YearReportState

ONLY_DIRECTOR = no("Отчёт за год утверждает директор.")

REPLY = Workflow(
    "reply",
    [
        Transition(
            "issue", (ReplyState.DRAFT,), ReplyState.ISSUED, "Зарегистрировать", lambda actor, reply: may_answer(actor)
        )
    ],
    taken="Ответ уже зарегистрирован. Обновите страницу.",
)


def _may_sign(actor, report):
    return may_edit_report(actor, report)


def _may_approve(actor, report):
    return YES if actor.has("director") else ONLY_DIRECTOR


YEAR_REPORT = Workflow(
    "year_report",
    [
        Transition(
            "sign", (YearReportState.DRAFT,), YearReportState.SIGNED, "Подписать и передать директору", _may_sign
        ),
        Transition("approve", (YearReportState.SIGNED,), YearReportState.APPROVED, "Утвердить", _may_approve),
        Transition("return", (YearReportState.SIGNED,), YearReportState.DRAFT, "Вернуть на доработку", _may_approve),
    ],
    taken="Решение по отчёту уже принято. Обновите страницу.",
)
