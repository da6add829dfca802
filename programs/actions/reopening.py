"""After the end (clause 5.3, R37): a program is brought back to work, or its pair goes on in other directions."""

from django.db import transaction
from django.urls import reverse

from mentoring import notifications
from mentoring.actions import journal
from mentoring.actions.certificate import withdraw_certificates
from mentoring.actions.pair_reopen import continue_pair, reopen_pair
from mentoring.kit import dates
from mentoring.kit.text import tidy
from mentoring.kit.verdict import require
from mentoring.office import office
from programs import access
from programs.choices import DecisionKind
from programs.models import PlanEvent, Program
from programs.queries.certificate import ground
from programs.queries.reopening import left_difficulties, left_events
from programs.workflow import PROGRAM

from .desk import day_of, decide, last_version, refuse
from .report_due import reopen_reports

MOST_CHARS = 2000
EVENT_FIELDS = (
    "direction", "measure", "form", "mode", "expected", "report_form", "responsible", "assignee", "checkpoint",
    "required", "preset",
)  # fmt: skip
DIFFICULTY_FIELDS = ("kind", "direction", "text", "statement", "priority", "member", "position")


@transaction.atomic
def reopen_program(*, program, reason, by, at):
    """A program closed by mistake or too early works again, and the pair with it; marks and meetings are open again.

    A draft order loses the pair, certificates are canceled; canceled meetings stay canceled. Refused: no reason, an
    order sent or signed, the pair has gone on, somebody of it may not come any more.
    """
    require(access.may_reopen(by, program))
    reason = _reason(reason, "Напишите, почему программа возвращается к работе.")
    PROGRAM.claim("reopen", program, by=by, ended_on=None, end_ground="", end_initiator="", end_note="")
    reopen_pair(program.pair, reason=reason, by=by, at=at)
    reopen_reports(program=program, at=at)
    withdraw_certificates(ground(program), reason=f"Программа возвращена к работе: {reason}", by=by, at=at)
    decide(
        DecisionKind.REOPEN, program=program, version=last_version(program), by=by, at=at, role="curator", note=reason
    )
    heading = "Программа снова действует"
    journal.record("program_reopen", heading, by=by, at=at, subject=program, pair=program.pair, text=reason)
    path, people = reverse("program_detail", args=[program.pk]), access.people_of(program)
    notifications.write_all("program_reopened", people, at=at, path=path, reason=reason.rstrip("."))


@transaction.atomic
def continue_program(*, program, focus, until, by, at):
    """«Продолжить по иным направлениям»: a draft of a new pair of the same people until `until`; returns the Pair.

    Its program, opened after its order, says `focus` first and takes over what was left (`carry_over`). Refused: no
    focus, a last day that is not ahead.
    """
    require(access.may_continue(by, program))
    focus = _reason(focus, "Напишите, на чём теперь сосредоточится пара.")
    since = max(day_of(at), program.pair.ended_on)
    if until <= since:
        refuse("Последний день новой программы должен быть впереди. Укажите другой.")
    pair = continue_pair(program.pair, since=since, until=until, by=by, at=at)
    type(pair).objects.filter(pk=pair.pk).update(criteria=f"Продолжение по иным направлениям: {focus}")
    heading = f"Продолжаем по иным направлениям до {dates.words(until)}"
    journal.record("program_continue", heading, by=by, at=at, subject=program, pair=program.pair, text=focus)
    return pair


def carry_over(program):
    """Part of opening a program: what its predecessor left comes into the draft. Returns the predecessor or None."""
    if program.pair.continues_id is None:
        return None
    old = Program.objects.filter(pair=program.pair.continues_id, state__in=access.ENDED_STATES).order_by("-pk").first()
    if old is None:
        return None
    focus = program.pair.criteria.removeprefix("Продолжение по иным направлениям: ")
    before = f"Продолжение программы № {old.number}." if old.number else "Продолжение прежней программы."
    program.continues, program.problem = old, f"{before} {focus}\n{program.problem}".strip()
    program.save(update_fields=["continues", "problem"])
    kept = {row.pk: _copy(row, program, DIFFICULTY_FIELDS) for row in left_difficulties(old)}
    for row in kept.values():
        row.save()
    events = [_event(row, program, kept) for row in left_events(old)]
    last = program.events.count()
    for number, event in enumerate(events, last + 1):
        event.position = number
    PlanEvent.objects.bulk_create(events)
    return old


def _copy(row, program, fields):
    return type(row)(program=program, **{name: getattr(row, name) for name in fields})


def _event(row, program, difficulties):
    """The same measure, without its mark; its date is set anew inside the new term."""
    event = _copy(row, program, EVENT_FIELDS)
    event.difficulty = difficulties.get(row.difficulty_id)
    middle = program.since + (program.until - program.since) / 2
    event.due = dates.to_working_day(middle, office().holidays)
    return event


def _reason(text, missing):
    text = tidy(text)
    if not text:
        refuse(missing)
    if len(text) > MOST_CHARS:
        refuse(f"Слишком длинно: {len(text)} знаков из {MOST_CHARS}. Сократите на {len(text) - MOST_CHARS}.")
    return text
