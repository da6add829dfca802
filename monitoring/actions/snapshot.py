"""Freezing the figures: by hand, for a reply or a report, and by itself on the last day of a quarter and of a year."""

from datetime import date, timedelta

from django.db import IntegrityError, transaction

from mentoring.access import SYSTEM
from mentoring.actions import journal
from mentoring.kit.canonical import fingerprint
from mentoring.kit.dates import local
from mentoring.kit.text import tidy
from mentoring.kit.verdict import Refused, no, require
from mentoring.models import AcademicYear
from mentoring.office import office
from monitoring.access.output import may_keep_outputs
from monitoring.choices.output import SnapshotKind
from monitoring.models import FigureTarget, Snapshot, SnapshotRows
from monitoring.queries.dashboard import dashboard_of
from monitoring.queries.dashboard.question import whole_scope
from monitoring.queries.snapshot import frozen_rows, payload_of
from monitoring.queries.snapshot.payload import SCHEMA

QUARTER_ENDS = ((3, 31), (6, 30), (9, 30), (12, 31))


@transaction.atomic
def take_snapshot(question, *, title="", kind=SnapshotKind.MANUAL, by, at):
    """The figures of a Question as they are now (or as dated rows restore them), with the rows behind them.

    Returns the Snapshot. Refused: not the office; a year that has not begun.
    """
    require(may_keep_outputs(by))
    return freeze(question, title=title, kind=kind, by=by, at=at)


def freeze(question, *, title="", kind, by, at):
    """The freezing itself, for actions that have asked their own permission."""
    if question is None or question.ahead:
        raise Refused(no("Этот учебный год ещё не начался, считать нечего."))
    board = dashboard_of(question, 1)
    lists = list(frozen_rows(board))
    prints = {one["code"]: fingerprint(one["rows"]) for one in lists}
    payload = {**payload_of(board), "rows": prints}
    snapshot = Snapshot.objects.create(
        title=(tidy(title) or title_of(question))[:200],
        kind=kind,
        year_id=question.year.pk,
        on=question.on,
        filter=_filter(question),
        payload=payload,
        sha256=fingerprint(payload),
        schema=SCHEMA,
        author=by.person,
        created_at=at,
    )
    SnapshotRows.objects.bulk_create(
        SnapshotRows(snapshot=snapshot, n=len(one["rows"]), sha256=prints[one["code"]], **one) for one in lists
    )
    journal.record("snapshot_taken", f"Сделан снимок показателей: {snapshot.title}", by=by, at=at, subject=snapshot)
    return snapshot


def title_of(question):
    return f"Показатели {question.period}{f': {question.where}' if question.where else ''}"


def _filter(question):
    unit = [["Подразделение", question.unit.name]] if question.unit else []
    return [*unit, *(list(part) for part in question.narrow.parts)]


def whole_question(on, today, depth=3):
    """The Question of the whole college on a day; None when no academic year holds it."""
    scope = whole_scope(today)
    year = next((year for year in scope.years if year.starts <= on <= year.ends), None)
    return scope.question(year, on=on, depth=depth) if year else None


# By itself


def freeze_due(*, at):
    """On the last day of a quarter or of the academic year, once; returns how many were made."""
    today = local(at).date()
    kind = _period_ends(today)
    if kind is None or not office().setting("snapshot_auto"):
        return 0
    question = whole_question(today, today)
    if question is None or Snapshot.objects.filter(kind=kind, on=today).exists():
        return 0
    try:
        with transaction.atomic():
            freeze(question, kind=kind, by=SYSTEM, at=at)
    except IntegrityError:  # another round was first
        return 0
    return 1


def _period_ends(day: date):
    if AcademicYear.objects.filter(ends=day).exists():
        return SnapshotKind.YEAR
    return SnapshotKind.QUARTER if (day.month, day.day) in QUARTER_ENDS else None


@transaction.atomic
def forget_rows(*, at):
    """Daily: rows name people and go when their time is over; how many there were and their print stay with the figures.

    Returns how many lists are emptied.
    """
    before = at - timedelta(days=office().setting("snapshot_rows_days"))
    old = SnapshotRows.objects.filter(snapshot__created_at__lt=before, forgotten=False)
    return old.update(rows=[], forgotten=True)


# Targets


@transaction.atomic
def set_targets(year, *, values, by, at):
    """{figure's code: whole number or None} of one year; an empty one takes the target away. Returns how many changed."""
    require(may_keep_outputs(by))
    known = {row.code: row for row in FigureTarget.objects.filter(year=year)}
    changed = 0
    for code, value in values.items():
        row = known.get(code)
        if value == (row.value if row else None):
            continue
        changed += 1
        if value is None:
            row.delete()
        else:
            FigureTarget.objects.update_or_create(
                code=code, year=year, defaults={"value": value, "set_by": by.person, "set_at": at}
            )
    if changed:
        journal.record("targets_set", f"Цели показателей на {year}: изменено {changed}", by=by, at=at, subject=year)
    return changed
