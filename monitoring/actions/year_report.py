"""The yearly report (R54): started, counted anew, concluded, signed by the curator, approved by the director."""

from types import SimpleNamespace

from django.db import transaction
from django.db.models import Max

from mentoring.actions import journal
from mentoring.actions.document import replace_document
from mentoring.documents.layout import capacity
from mentoring.kit.canonical import fingerprint
from mentoring.kit.dates import local
from mentoring.kit.stale import claim_version
from mentoring.kit.verdict import Refused, no, require
from mentoring.models import IssuedDocument
from mentoring.office import office
from mentoring.queries.role_holder import director_post, is_acting
from mentoring.workflow.document import VALID
from monitoring.access.output import may_edit_report
from monitoring.actions.register import register
from monitoring.actions.snapshot import freeze, whole_question
from monitoring.choices.output import SnapshotKind, YearReportState
from monitoring.models import YearReport
from monitoring.queries.dashboard import dashboard_of
from monitoring.queries.year_report.payload import payload_of
from monitoring.report_sections import Source, chosen_sections
from monitoring.workflows_output import YEAR_REPORT

CASES = 1
KIND = "D35"


@transaction.atomic
def start_report(year, *, sections, by, at):
    """A draft of the year's report: the first version, or the next one over signed ones, with its conclusions.

    Refused: a draft is there already, the year has not begun, nothing is chosen.
    """
    require(may_edit_report(by))
    if YearReport.objects.filter(year=year, state=YearReportState.DRAFT).exists():
        raise Refused(no("Отчёт за этот год уже составляют. Откройте его в списке."))
    last = YearReport.objects.filter(year=year).order_by("-version").first()
    report = YearReport(
        year=year,
        version=(YearReport.objects.filter(year=year).aggregate(last=Max("version"))["last"] or 0) + 1,
        author=by.person,
        created_at=at,
        conclusions=dict(last.conclusions) if last else {},
        summary=last.summary if last else "",
        payload={"sections": last.payload["sections"] if last else []},
    )
    _count(report, sections, by, at)
    report.save()
    journal.record("year_report_started", f"Начат {_name(report)}", by=by, at=at, subject=report)
    return report


@transaction.atomic
def count_report(report, *, sections=None, by, at):
    """Count the numbers anew, over the same sections or others; words a person wrote stay, drafted ones follow."""
    _hold(report)
    require(may_edit_report(by, report))
    old = report.snapshot
    _count(report, sections if sections is not None else report.sections, by, at)
    changed = ("sections", "payload", "counted_at", "conclusions", "summary", "snapshot")
    moved = YearReport.objects.filter(pk=report.pk, state=YearReportState.DRAFT).update(
        lock_version=report.lock_version + 1, **{name: getattr(report, name) for name in changed}
    )
    if not moved:
        raise Refused(no(YEAR_REPORT.taken))
    if old and old.kind == SnapshotKind.REPORT and not old.replies.exists():
        old.delete()
    journal.record("year_report_counted", "Числа отчёта пересчитаны", by=by, at=at, subject=report)


def _hold(report):
    """The report as it is now: counting takes seconds, and what is written or signed meanwhile waits for its end."""
    YearReport.objects.select_for_update().get(pk=report.pk)
    report.refresh_from_db()


def _count(report, codes, by, at):
    chosen, today = chosen_sections(codes), local(at).date()
    if not chosen:
        raise Refused(no("Выберите хотя бы один раздел."))
    question = whole_question(min(today, report.year.ends), today)
    if question is None or question.ahead:
        raise Refused(no("Этот учебный год ещё не начался, считать нечего."))
    board = dashboard_of(question, CASES)
    before = {one["code"]: one["draft"] for one in report.payload["sections"]}
    report.sections = [section.code for section in chosen]
    report.payload = payload_of(board, chosen, Source(board))
    report.counted_at = at
    kept = report.conclusions
    for one in report.payload["sections"]:
        code = one["code"]
        if kept.get(code, "") in ("", before.get(code, "")):
            kept[code] = one["draft"]
    report.summary = report.summary or board.conclusion
    report.snapshot = freeze(question, title=_name(report).capitalize(), kind=SnapshotKind.REPORT, by=by, at=at)


@transaction.atomic
def conclude_report(report, *, summary, conclusions, lock_version, by, at):
    """The curator's words; raises Stale when another window saved first."""
    _hold(report)
    require(may_edit_report(by, report))
    claim_version(report, lock_version)
    kept = {**report.conclusions, **{code: text for code, text in conclusions.items() if code in report.sections}}
    YearReport.objects.filter(pk=report.pk).update(conclusions=kept, summary=summary)
    report.conclusions, report.summary = kept, summary
    journal.record("year_report_concluded", "Записаны выводы отчёта за год", by=by, at=at, subject=report)


def frozen_print(report):
    """The SHA-256 of everything a signature stands under."""
    return fingerprint(_signed_text(report))


def _signed_text(report):
    return {name: getattr(report, name) for name in ("payload", "sections", "conclusions", "summary")}


@transaction.atomic
def sign_report(report, *, by, at):
    """The curator signs; the text and the numbers are frozen and go to the director."""
    _hold(report)
    require(YEAR_REPORT.verdict("sign", by, report))
    if not report.summary.strip():
        raise Refused(no("Напишите общий вывод: с него начинается отчёт."))
    today = local(at).date()
    YEAR_REPORT.claim(
        "sign",
        report,
        by=by,
        sha256=frozen_print(report),
        signed_by=by.person,
        signed_post=capacity("curator", acting="curator" in by.acting),
        signed_at=at,
        remark="",
        due=office().add_working_days(today, office().setting("approve_working_days")),
    )
    journal.record("year_report_signed", f"Подписан {_name(report)}", by=by, at=at, subject=report)


@transaction.atomic
def approve_report(report, *, by, at):
    """The director approves exactly the signed text; it enters the register of documents with both signatures."""
    require(YEAR_REPORT.verdict("approve", by, report))
    if report.sha256 != frozen_print(report):
        raise Refused(no("Текст отчёта не совпадает с подписанным. Верните его куратору."))
    post = director_post(is_acting(by.person, local(at).date()))
    YEAR_REPORT.claim("approve", report, by=by, approved_by=by.person, approved_post=post, approved_at=at, due=None)
    _register(report, by, at)
    journal.record("year_report_approved", f"Утверждён {_name(report)}", by=by, at=at, subject=report)


def _register(report, by, at):
    report.document = register(
        code=KIND, year=report.year, title=f"Отчёт о мониторинге наставничества{_of(report)}",
        row=SimpleNamespace(payload=_signed_text(report), sha256=report.sha256), by=by, at=at,
        signatures=[
            (report.signed_by, "curator", report.signed_post, report.signed_at),
            (by.person, "director", report.approved_post, at),
        ],
    )  # fmt: skip
    YearReport.objects.filter(pk=report.pk).update(document=report.document)
    earlier = IssuedDocument.objects.filter(year_report__year=report.year, state__in=VALID)
    for old in earlier.exclude(pk=report.document.pk).select_related("type"):
        replace_document(old, report.document, by=by, at=at)


@transaction.atomic
def return_report(report, *, remark, by, at):
    """Back to the curator with what to mend; the signature is taken off. Refused while another draft is open."""
    require(YEAR_REPORT.verdict("return", by, report))
    if not remark.strip():
        raise Refused(no("Напишите, что исправить."))
    if YearReport.objects.filter(year=report.year_id, state=YearReportState.DRAFT).exists():
        raise Refused(no("Куратор уже составляет новую версию: вернуть эту нельзя."))
    due = office().add_working_days(local(at).date(), office().setting("approve_working_days"))
    YEAR_REPORT.claim(
        "return", report, by=by, remark=remark.strip()[:500], due=due,
        sha256="", signed_by=None, signed_post="", signed_at=None,
    )  # fmt: skip
    journal.record("year_report_returned", f"Возвращён {_name(report)}", by=by, at=at, subject=report, text=remark)


def _name(report):
    return f"отчёт{_of(report)}"


def _of(report):
    version = f", версия {report.version}" if report.version > 1 else ""
    return f" за {report.year} учебный год{version}"
