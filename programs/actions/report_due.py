"""Which report comes next and when: by the college's setting, each after the one before was accepted (R33).

Taken by the system: at the start of a program, after an acceptance, at its end, and in the daily round, which makes up
for whatever changed meanwhile (a longer term, another mentor, another setting).
"""

from datetime import timedelta

from django.db import transaction
from django.db.models import Exists, OuterRef

from mentoring.choices import Side
from mentoring.kit.dates import add_months, to_working_day
from mentoring.models import PairMember
from mentoring.office import office
from programs import access
from programs.choices import RUNNING_STATES, ProgramState
from programs.choices.report import OPEN, UNSENT, ReportKind, ReportState
from programs.models import Program, ProgressReport
from programs.queries.people import with_people
from programs.queries.program_text import needs_of
from programs.queries.report_facts import checkpoint_date, facts_of
from programs.report_rows import share_of
from programs.workflow import REPORT

from .desk import day_of, deadline

K, S = ReportKind, ReportState
MONTHS = {"quarter": 3, "two_months": 2}
LEFT = "Наставник больше не ведёт эту пару"


def reports_wanted():
    """Whether the college has its mentors report here at all."""
    return office().setting("report_every") != "none"


@transaction.atomic
def start_reports(*, program, at):
    """The first report of every mentor of a program that begins. Returns those made."""
    made = [next_report(program=program, author=mentor, at=at) for mentor in access.people_of(program, Side.MENTOR)]
    return [report for report in made if report]


@transaction.atomic
def next_report(*, program, author, at):
    """The report that follows the author's last one, or None: one is open, the final one was written, none is wanted."""
    if not reports_wanted() or program.state not in RUNNING_STATES:
        return None
    written = list(program.reports.by_mentor().filter(author=author).order_by("until", "pk"))
    if any(report.state in OPEN or _covers_end(report, program) for report in written):
        return None
    since = min(_since(program, author, written), program.until)
    kind, until = _period(program, since, written)
    return _make(program, author, kind=kind, since=since, until=until, at=at)


def _covers_end(report, program):
    """Whether it is the final report of this very end: a reopened or extended program needs another one."""
    return report.kind == K.FINAL and report.until >= min(program.until, program.ended_on or program.until)


def _since(program, author, written):
    """The day after the last accepted report; before any, the first day of those done without, else when the author came."""
    accepted = [report.until for report in written if report.state == S.ACCEPTED]
    if accepted:
        return max(accepted) + timedelta(days=1)
    if written:  # done without: its period goes into this one
        return min(report.since for report in written)
    came = [m.since for m in program.pair.members.all() if m.person_id == author.pk and m.side == Side.MENTOR]
    return max(program.activated_on or program.since, min(came, default=program.since))


def _period(program, since, written):
    """(kind, last day) of the next report: periodic while its day is well before the end, else the final one."""
    every, end = office().setting("report_every"), program.until
    regular = needs_of(program.pair.kind).has("reports") and program.state == ProgramState.ACTIVE
    if not regular or every == "final":
        return K.FINAL, end
    passed = max([since, *(report.until + timedelta(days=1) for report in written)])
    day = _middle(program) if every == "interim" else _turn(program, MONTHS[every], passed)
    near = end - timedelta(days=office().setting("report_open_days"))
    return (K.PERIODIC, day) if passed < day < near else (K.FINAL, end)


def _middle(program):
    """The day of interim results: as the program says, as its plan says, else half of the term."""
    day = program.interim_date or checkpoint_date(program.events.all())
    return day or program.since + (program.until - program.since) // 2


def _turn(program, months, after):
    """The first whole turn of `months` from the start of the program that comes after a day."""
    number = 1
    while (day := add_months(program.since, months * number)) <= after:
        number += 1
    return day


def _make(program, author, *, kind, since, until, at):
    due = _working(until)
    report = ProgressReport(program=program, author=author, kind=kind, since=since, until=until, due=due, created_at=at)
    if program.state != ProgramState.ACTIVE or _is_near(due, at):
        report.state = S.DUE
        report.due = max(due, day_of(at))
        report.filled, report.total = _counted(report, at)
    report.save()
    return report


def _working(day):
    return to_working_day(day, office().holidays)


def _is_near(due, at):
    return due - timedelta(days=office().setting("report_open_days")) <= day_of(at)


def _counted(report, at):
    share = share_of(facts_of(report, report.program, day_of(at)), report.kind)
    return share.filled, share.total


# At the end


@transaction.atomic
def close_reports(*, program, at):
    """A program has ended: what was not sent becomes the final report, and every mentee is asked for a review."""
    if not reports_wanted() or program.state not in (ProgramState.COMPLETED, ProgramState.ENDED_EARLY):
        return
    due = deadline("report_final_working_days", at)
    program.reports.by_mentor().filter(state=S.NOT_DUE, since__gt=program.ended_on).delete()  # nothing to tell of
    _finish_unsent(program, until=program.ended_on, due=due, at=at)
    for mentor in access.people_of(program, Side.MENTOR):
        written = list(program.reports.by_mentor().filter(author=mentor).order_by("until", "pk"))
        if not any(row.state in OPEN or (_covers_end(row, program) and row.state != S.WAIVED) for row in written):
            since = min(_since(program, mentor, written), program.ended_on)
            _make(program, mentor, kind=K.FINAL, since=since, until=program.ended_on, at=at)
    ask_reviews(program=program, due=due, at=at)


def _finish_unsent(program, *, until, due, at):
    """Reports nobody sent yet end with the program: the open periodic one becomes the final one."""
    for report in program.reports.by_mentor().filter(state__in=UNSENT).select_related("author"):
        report.program = program
        report.kind, report.until, report.due = K.FINAL, max(until, report.since), due
        early = report.state == S.NOT_DUE and program.state == ProgramState.ACTIVE and not _is_near(due, at)
        state = S.DUE if report.state == S.NOT_DUE and not early else report.state
        filled, total = _counted(report, at)
        ProgressReport.objects.filter(pk=report.pk, state__in=UNSENT).update(
            kind=K.FINAL, until=report.until, due=due, state=state, filled=filled, total=total
        )


def ask_reviews(*, program, due, at):
    """One review of each mentee, once."""
    asked = set(program.reports.filter(kind=K.REVIEW).values_list("author", flat=True))
    until = min(program.ended_on or program.until, program.until)
    since = min(program.activated_on or program.since, until)
    for mentee in access.people_of(program, Side.MENTEE):
        if mentee.pk not in asked:
            ProgressReport.objects.create(
                program=program, author=mentee, kind=K.REVIEW, state=S.DUE, since=since, until=until, due=due,
                created_at=at,
            )  # fmt: skip


@transaction.atomic
def reopen_reports(*, program, at):
    """A program works again: what was not sent goes with its term, whose final report was accepted gets another one."""
    if not reports_wanted() or program.state not in RUNNING_STATES:
        return
    due = max(_working(program.until), day_of(at))
    _finish_unsent(program, until=program.until, due=due, at=at)
    if not _is_near(due, at):
        untouched = program.reports.by_mentor().filter(state=S.DUE, kind=K.FINAL, saved_at=None)
        untouched.update(state=S.NOT_DUE)
    start_reports(program=program, at=at)


# The daily round


@transaction.atomic
def open_due_reports(*, at):
    """Everything whose day has come; safe to repeat. Returns how many reports were opened or made."""
    if not reports_wanted():
        return 0
    return _missing(at) + _follow_terms(at) + _open_near(at) + _drop_left() + _reviews(at)


def _running():
    return with_people(Program.objects.running()).select_related("year")


def _missing(at):
    """Mentors of working programs who have neither an open report nor a final one."""
    kept = ProgressReport.objects.by_mentor().filter(program=OuterRef("pair__programs"), author=OuterRef("person"))
    busy = kept.filter(state__in=OPEN) | kept.filter(kind=K.FINAL, until__gte=OuterRef("pair__programs__until"))
    alone = PairMember.objects.filter(
        ~Exists(busy), side=Side.MENTOR, until=None, is_substitute=False, pair__programs__state__in=RUNNING_STATES
    )
    wanted = set(alone.values_list("pair__programs", "person"))
    made = 0
    for program in _running().filter(pk__in={program for program, _ in wanted}):
        for mentor in access.people_of(program, Side.MENTOR):
            if (program.pk, mentor.pk) in wanted:
                made += bool(next_report(program=program, author=mentor, at=at))
    return made


def _follow_terms(at):
    """Unsent reports of programs that come to their end are final; a final one follows a term that was changed."""
    moved = 0
    unsent = ProgressReport.objects.by_mentor().filter(program=OuterRef("pk"), state__in=UNSENT)
    ending = _running().filter(Exists(unsent.filter(kind=K.PERIODIC)), state=ProgramState.FINISHING)
    changed = _running().filter(Exists(unsent.filter(kind=K.FINAL).exclude(until=OuterRef("until"))))
    for program in [*ending, *changed]:
        _finish_unsent(program, until=program.until, due=max(_working(program.until), day_of(at)), at=at)
        moved += 1
    return moved


def _open_near(at):
    near = day_of(at) + timedelta(days=office().setting("report_open_days"))
    waiting = ProgressReport.objects.filter(state=S.NOT_DUE, due__lte=near, program__state__in=RUNNING_STATES)
    opened = 0
    for report in with_people(waiting, "program__pair__members").select_related("program__year", "author"):
        filled, total = _counted(report, at)
        REPORT.move("open", report, filled=filled, total=total)
        opened += 1
    return opened


def _drop_left():
    """Unsent reports of mentors who were replaced: who leads the pair now reports for the whole period."""
    stays = PairMember.objects.filter(pair=OuterRef("program__pair"), person=OuterRef("author"), side=Side.MENTOR)
    left = ProgressReport.objects.by_mentor().filter(
        ~Exists(stays.filter(until=None)), state__in=UNSENT, program__state__in=RUNNING_STATES
    )
    return left.update(state=S.WAIVED, reason=LEFT)


def _reviews(at):
    """Mentees of programs whose last weeks have come."""
    near = day_of(at) + timedelta(days=office().setting("report_open_days"))
    asked = ProgressReport.objects.filter(program=OuterRef("pair__programs"), author=OuterRef("person"), kind=K.REVIEW)
    alone = PairMember.objects.filter(
        ~Exists(asked), side=Side.MENTEE, until=None, pair__programs__state__in=RUNNING_STATES
    )
    programs = _running().filter(until__lte=near, pk__in=alone.values("pair__programs"))
    for program in programs:
        ask_reviews(program=program, due=max(_working(program.until), day_of(at)), at=at)
    return len(programs)
