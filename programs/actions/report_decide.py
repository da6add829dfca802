"""What is decided over a report: accepted or returned by its recipient; moved, let pass or called back by the curator."""

from django.db import transaction
from django.urls import reverse

from mentoring import notifications
from mentoring.actions import journal
from mentoring.kit import dates
from mentoring.kit.text import count_of, small_first, tidy
from mentoring.kit.verdict import require
from programs.access.report import may_let_pass
from programs.choices.report import UNSENT, ReportKind, ReportState, fields_of
from programs.models import ProgressReport
from programs.queries.report_facts import needs_plan
from programs.workflow import REPORT

from .desk import day_of, deadline, refuse
from .report_due import next_report
from .report_paper import register

LONGEST = 1000
REASON = 300
SENT_ANEW = "Пока вы читали, отчёт прислали заново. Прочитайте его ещё раз."
GENERAL = "general"


@transaction.atomic
def accept_report(*, report, sha256, by, at):
    """The report is accepted as it was read: numbered, signed by both, and the next one appears."""
    _as_read(report, sha256)
    REPORT.claim("accept", report, by=by, accepted_by=by.person, accepted_at=at)
    document = register(report=report, by=by, at=at)
    heading = f"{report.get_kind_display()} принят, № {document.number}"
    journal.record("report_accept", heading, by=by, at=at, subject=report, pair=report.program.pair)
    after = next_report(program=report.program, author=report.author, at=at)
    _write("report_accepted", report, at, date=dates.words(after.due) if after else "")
    return document


@transaction.atomic
def return_report(*, report, sha256, notes, by, at):
    """Back to the author with reasons by field; refuses without a single one. `notes` is {field code: text}."""
    _as_read(report, sha256)
    known = {GENERAL, *(field.code for field in _fields(report))}
    kept = {code: tidy(text)[:LONGEST] for code, text in notes.items() if code in known and tidy(text)}
    require(REPORT.verdict("return", by, report))
    if not kept:
        refuse("Напишите, что поправить: хотя бы одно замечание.")
    due = deadline("report_rework_working_days", at)
    REPORT.claim("return", report, by=by, notes=kept, returned_by=by.person, returned_at=at, due=due)
    heading = f"Отчёт возвращён: {count_of(len(kept), 'remark')}"
    journal.record("report_return", heading, by=by, at=at, subject=report, pair=report.program.pair)
    _write("report_returned", report, at, remark=next(iter(kept.values())).rstrip("."), date=dates.words(due))
    return len(kept)


@transaction.atomic
def move_report(*, report, due, reason, by, at):
    """The curator gives more time: the period stays, the date moves."""
    require(may_let_pass(by, report))
    reason = _reason(reason)
    if due <= day_of(at):
        refuse("Эта дата уже прошла. Укажите день впереди.")
    moved = ProgressReport.objects.filter(pk=report.pk, state__in=UNSENT).update(due=due, reason=reason)
    if not moved:
        refuse(REPORT.taken)
    report.due, report.reason = due, reason
    heading = f"Срок отчёта перенесён на {dates.words(due)}"
    journal.record("report_move", heading, by=by, at=at, subject=report, pair=report.program.pair)
    _write("report_moved", report, at, date=dates.words(due), reason=small_first(reason.rstrip(".")))


@transaction.atomic
def waive_report(*, report, reason, by, at):
    """Done without: the reason stays, and its period goes into the next report."""
    reason = _reason(reason)
    REPORT.claim("waive", report, by=by, reason=reason)
    what = "отзыва" if report.kind == ReportKind.REVIEW else "отчёта"
    heading = f"Обошлись без {what}"
    journal.record("report_waive", heading, by=by, at=at, subject=report, pair=report.program.pair)
    if report.kind != ReportKind.REVIEW:
        next_report(program=report.program, author=report.author, at=at)


@transaction.atomic
def restore_report(*, report, by, at):
    """A mistake mended: the report waits for its author again."""
    due = max(report.due, deadline("report_rework_working_days", at))
    REPORT.claim("restore", report, by=by, due=due, reason="")
    journal.record("report_restore", "Отчёт снова нужен", by=by, at=at, subject=report, pair=report.program.pair)


def _fields(report):
    return fields_of(report.kind, short=not needs_plan(report.program.pair.kind))


def _reason(text):
    text = tidy(text)
    if not text:
        refuse("Напишите причину: её увидит автор отчёта.")
    if len(text) > REASON:
        refuse(f"Слишком длинно: {len(text)} знаков из {REASON}. Сократите.")
    return text


def _as_read(report, sha256):
    """Exactly the text that was shown; a report taken back or sent anew meanwhile is refused in words."""
    report.refresh_from_db(
        fields=["state", "sha256", "payload", "due", "unit", "submitted_at"],
        from_queryset=ProgressReport.objects.select_for_update(),
    )
    if report.state == ReportState.SUBMITTED and report.sha256 != sha256:
        refuse(SENT_ANEW)


def _write(code, report, at, **values):
    path = reverse("report_detail", args=[report.pk])
    notifications.write(code, to=report.author, at=at, path=path, **values)
