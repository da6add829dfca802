"""A report as its author fills it in: kept as a draft, sent with the facts of the day frozen, taken back (R33)."""

from django.db import transaction
from django.urls import reverse

from mentoring import notifications
from mentoring.actions import journal
from mentoring.choices import Audience, Role
from mentoring.kit import canonical, dates
from mentoring.kit.stale import Stale, claim_version
from mentoring.kit.text import listing, tidy
from mentoring.kit.verdict import no, require
from mentoring.models import Person, RoleAssignment
from programs import access
from programs.access.report import may_address, may_fill, recipients_of
from programs.choices.report import ReportKind, ReportState, fields_of
from programs.models import ProgressReport
from programs.queries.report_facts import facts_of, needs_plan, who
from programs.report_rows import share_of
from programs.report_text import SCHEMA, ReportText
from programs.workflow import REPORT

from .desk import day_of, deadline, refuse
from .report_paper import register

LONGEST = 4000
OTHER_WINDOW = (
    "Пока вы писали, отчёт сохранили в другом окне. Ниже оба текста: выберите нужное. Ваш текст цел: сохраните ещё раз, "
    "если верен он."
)
SENT_ALREADY = "Это уже отправлено {moment}. Второй раз не нужно."


@transaction.atomic
def begin_report(*, report, by, at):
    """The author does not wait for the day; the report keeps its date."""
    share = share_of(facts_of(report, report.program, day_of(at)), report.kind)
    REPORT.claim("begin", report, by=by, filled=share.filled, total=share.total)


@transaction.atomic
def save_report(*, report, said, lock_version, by, at, unit=None):
    """Keep what was written, unfinished too. `said` holds texts by field, proposals among them; `unit` whose head reads.

    Raises Refused when it is not the author's turn, Stale when another window saved first.
    """
    if report.state == ReportState.SUBMITTED:
        refuse(SENT_ALREADY.format(moment=dates.moment(report.submitted_at)))
    require(may_fill(by, report))
    judged, proposals = _checked(report, said)
    _check_unit(report, unit)
    _claim(report, lock_version)
    values = {"said": judged, "proposals": proposals, "unit": unit, "saved_at": at}
    ProgressReport.objects.filter(pk=report.pk).update(**values)
    for name, value in values.items():
        setattr(report, name, value)
    return report


@transaction.atomic
def submit_report(*, report, said, lock_version, by, at, unit=None):
    """Keep it and hand it to the recipient with today's facts frozen. Raises Refused when a needed field is empty."""
    save_report(report=report, said=said, lock_version=lock_version, by=by, at=at, unit=unit)
    require(REPORT.verdict("submit", by, report))
    _complete(report)
    due = deadline("report_review_working_days", at)
    REPORT.claim("submit", report, by=by, submitted_at=at, due=due, notes={}, **frozen(report, at))
    journal.record("report_submit", f"{report.get_kind_display()} отправлен", **_about(report, by, at))
    path = reverse("report_detail", args=[report.pk])
    words = {"pair": report.program.pair.title, "date": dates.words(due)}
    notifications.write_all("report_submitted", readers_of(report, at), at=at, path=path, **words)
    return report


@transaction.atomic
def deliver_review(*, report, said, lock_version, by, at):
    """A mentee's review is received as it is: nobody checks it, and it gets its number at once."""
    save_report(report=report, said=said, lock_version=lock_version, by=by, at=at)
    require(REPORT.verdict("deliver", by, report))
    _complete(report)
    REPORT.claim("deliver", report, by=by, submitted_at=at, accepted_at=at, **frozen(report, at))
    register(report=report, by=by, at=at)
    journal.record("report_review", "Отзыв наставляемого получен", audience=Audience.OFFICE, **_about(report, by, at))
    return report


@transaction.atomic
def withdraw_report(*, report, by, at):
    """Take it back while nobody has decided: the frozen text is no more."""
    REPORT.claim("withdraw", report, by=by, payload=None, sha256="", due=_own_due(report, at))
    journal.record("report_withdraw", "Отчёт забрали, чтобы дописать", **_about(report, by, at))


@transaction.atomic
def address_report(*, report, unit, by, at):
    """Another recipient: `unit` whose head reads the report, None for the curators."""
    require(may_address(by, report))
    _check_unit(report, unit)
    if unit == report.unit:
        return
    ProgressReport.objects.filter(pk=report.pk).update(unit=unit)
    report.unit = unit
    journal.record("report_address", f"Отчёт читает {recipient_words(report)}", **_about(report, by, at))
    if report.state == ReportState.SUBMITTED:
        words = {"pair": report.program.pair.title, "date": dates.words(report.due)}
        path = reverse("report_detail", args=[report.pk])
        notifications.write_all("report_submitted", readers_of(report, at), at=at, path=path, **words)


def readers_of(report, at):
    """Who decides over a sent report: the head, the curators outside the pair, else the director."""
    if report.unit and report.unit.head:
        return [report.unit.head]
    curators = access.free_curators(report.program, day_of(at))
    return curators or _directors(day_of(at))


def recipient_words(report):
    if report.unit:
        return report.unit.head.short_name if report.unit.head else report.unit.name
    return "куратор"


def frozen(report, at):
    """{column: value} of a report's text on its day: facts, judgement, their hash, the share filled by the system."""
    facts = facts_of(report, report.program, day_of(at))
    share = share_of(facts, report.kind)
    text = ReportText(report.kind, who(report.author), facts, dict(report.said))
    payload = canonical.payload_of(text)
    return {
        "payload": payload,
        "sha256": canonical.fingerprint(payload),
        "schema": SCHEMA,
        "until": facts.until,
        "filled": share.filled,
        "total": share.total,
    }


def _own_due(report, at):
    """The author's date after he took it back: the old one while it is ahead, else the term of a rework."""
    return max(report.until, deadline("report_rework_working_days", at))


def _fields(report):
    return fields_of(report.kind, short=not needs_plan(report.program.pair.kind))


def _checked(report, said):
    """({field: text} of judgement, of proposals) of the fields this report has."""
    judged, proposals = {}, {}
    for field in _fields(report):
        text = str(said.get(field.code, "") or "").replace("\r\n", "\n").strip()
        if len(text) > LONGEST:
            refuse(f"«{field.label}»: слишком длинно, {len(text)} знаков из {LONGEST}. Сократите.")
        if field.choices and text and text not in dict(field.choices):
            refuse(f"«{field.label}»: выберите из списка.")
        (proposals if field.private else judged)[field.code] = text
    return judged, proposals


def _complete(report):
    empty = [field.label for field in _fields(report) if field.required and not tidy(report.said.get(field.code, ""))]
    if empty:
        refuse(f"Осталось заполнить: {listing([f'«{name}»' for name in empty])}.")


def _check_unit(report, unit):
    if unit is None:
        return
    if report.kind == ReportKind.REVIEW or unit not in recipients_of(report.program):
        refuse("Этому руководителю отчёт не отправляют. Выберите получателя из списка.")


def _claim(report, seen):
    try:
        claim_version(report, seen)
    except Stale as stale:
        raise Stale(no(OTHER_WINDOW)) from stale


def _directors(day):
    held = RoleAssignment.objects.filter(role=Role.DIRECTOR, since__lte=day).exclude(until__lt=day)
    return list(Person.objects.filter(pk__in=held.values("person")))


def _about(report, by, at):
    return {"by": by, "at": at, "subject": report, "pair": report.program.pair}
