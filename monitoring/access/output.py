"""Who may freeze figures, answer requests and keep the yearly report: the office. Heads see their own dashboard alone."""

from mentoring.kit.verdict import YES, no
from monitoring.choices.output import ReplyState, YearReportState
from monitoring.models import Reply, ReplyForm, Snapshot, YearReport

ONLY_OFFICE = no("Снимки, ответы на запросы и отчёт за год ведут куратор и директор.")
ONLY_CURATOR = no("Это делает куратор.")


def may_keep_outputs(actor):
    return YES if actor.is_office else ONLY_OFFICE


def may_answer(actor):
    """Forms and replies are the curator's; the director reads them."""
    return YES if actor.has("curator") else ONLY_CURATOR


def snapshots_for(actor):
    return Snapshot.objects.all() if actor.is_office else Snapshot.objects.none()


def reply_forms_for(actor):
    return ReplyForm.objects.all() if actor.is_office else ReplyForm.objects.none()


def replies_for(actor):
    return Reply.objects.all() if actor.is_office else Reply.objects.none()


def may_edit_reply(actor, reply):
    if reply.state != ReplyState.DRAFT:
        return no("Ответ зарегистрирован, текст больше не меняют. Заполните форму ещё раз.")
    return may_answer(actor)


def year_reports_for(actor):
    """The director reads what was signed; a draft is the curator's work."""
    if actor.has("curator"):
        return YearReport.objects.all()
    signed = YearReport.objects.exclude(state=YearReportState.DRAFT)
    return signed if actor.has("director") else YearReport.objects.none()


def may_edit_report(actor, report=None):
    if report is not None and report.state != YearReportState.DRAFT:
        return no("Отчёт подписан. Чтобы исправить его, начните новую версию.")
    return may_answer(actor)
