"""Clause 5.3: whoever asks, the curator closes the program, and the pair with it."""

from django.db import transaction
from django.urls import reverse

from mentoring import notifications
from mentoring.access import SYSTEM
from mentoring.actions import journal
from mentoring.actions.end_order import put_into_order
from mentoring.actions.pair import close_pair
from mentoring.actions.pair_end import wind_up_pair
from mentoring.kit import dates
from mentoring.kit.text import count_of, tidy
from mentoring.kit.verdict import require
from programs import access
from programs.choices import DecisionKind, EndGround, MeetingState, ProgramState
from programs.models import Program
from programs.queries.completion import done_words
from programs.workflow import BEFORE_START, PROGRAM

from .desk import day_of, decide, last_version, refuse
from .report_due import close_reports

MOST_CHARS = 2000


@transaction.atomic
def complete_program(*, program, ground, reason, by, at, note="", ended_on=None, initiator="", ordered=False):
    """Close a program on one of three grounds and end its pair.

    `ground` is an EndGround; `reason` a ListEntry «completion_reason» of that ground; `ended_on` a date within the
    program, today when omitted. «По плану» needs the term passed or every event marked; the other grounds need `note`.
    `initiator` is an EndInitiator when participants asked; `ordered` puts the pair into the draft order on ended pairs
    of its year at once (D33). A program that never started is canceled. Raises Refused when the actor is not the
    curator or the rules above fail.
    """
    require(access.may_complete(by, program))
    note, ended_on = tidy(note), ended_on or day_of(at)
    people = access.people_of(program)
    _check_reason(ground, reason, note)
    _check_date(program, ended_on, day_of(at))
    step = _step(program, ground)
    if step == "complete":
        _check_plan(program, ended_on)
    text = f"{reason.name}. {note}".strip() if note else reason.name
    asked = initiator if ground == EndGround.BY_PARTICIPANTS else ""
    closed = {"ended_on": ended_on, "end_ground": ground, "end_initiator": asked, "end_note": text, "due": None}
    PROGRAM.claim(step, program, by=by, **closed)
    _drop_meetings(program, by=by)
    decide(
        DecisionKind.COMPLETE,
        program=program,
        version=last_version(program),
        by=by,
        at=at,
        role="curator",
        note=text,
    )
    journal.record(
        "program_complete", _heading(step, ended_on), by=by, at=at, subject=program, pair=program.pair, text=text
    )
    _close(program, step, reason, note, ordered, by=by, at=at)
    close_reports(program=program, at=at)
    path = reverse("program_detail", args=[program.pk])
    notifications.write_all("program_completed", people, at=at, path=path, date=dates.words(ended_on))


def _close(program, step, reason, note, ordered, *, by, at):
    """The pair ends with its program; the order on ended pairs takes it when asked to."""
    ending = {"ground": program.end_ground, "reason": reason, "on": program.ended_on, "note": note}
    close_pair(program.pair, early=step != "complete", done=done_words(program), by=by, at=at, **ending)
    if ordered:
        put_into_order([program.pair], by=by, at=at)


def _step(program, ground):
    if program.state in BEFORE_START:
        if ground == EndGround.PLAN_COMPLETED:
            refuse(
                "Программа ещё не начата. Выберите основание «По инициативе участников» или «По инициативе куратора»."
            )
        return "cancel"
    return "complete" if ground == EndGround.PLAN_COMPLETED else "end_early"


def _check_reason(ground, reason, note):
    if ground not in EndGround.values:
        refuse("Выберите основание завершения.", "5.3")
    if reason is None or reason.extra.get("ground") != ground:
        refuse("Выберите причину из списка этого основания.", "5.3")
    if ground != EndGround.PLAN_COMPLETED and not note:
        refuse("Объясните, почему программа завершается раньше.", "5.3")
    if len(note) > MOST_CHARS:
        refuse(f"Слишком длинно: {len(note)} знаков из {MOST_CHARS}. Сократите на {len(note) - MOST_CHARS}.")


def _check_date(program, ended_on, today):
    if ended_on > today:
        refuse("Эта дата ещё впереди. Завершите программу в этот день.")
    if ended_on < min(program.since, today):
        refuse(f"Дата раньше начала программы, {dates.short(program.since)}. Исправьте её.")


def _check_plan(program, ended_on):
    """Clause 5.3: the plan is done or the term has passed."""
    left = program.events.unmarked().count()
    if ended_on < program.until and left:
        refuse(
            f"Срок программы – до {dates.short(program.until)}, а в плане без отметки {count_of(left, 'event')}. "
            "Отметьте их или выберите другое основание.",
            "5.3",
        )


def _heading(step, ended_on):
    words = {
        "complete": "Программа завершена",
        "end_early": "Программа завершена досрочно",
        "cancel": "Программа отменена",
    }
    return f"{words[step]} {dates.words(ended_on)}"


def _drop_meetings(program, *, by):
    """Meetings still ahead leave both diaries."""
    ahead = program.meetings.filter(state=MeetingState.SCHEDULED)
    ahead.update(state=MeetingState.CANCELED, reason_text="Программа завершена", author=by.person)


@transaction.atomic
def finish_due_programs(*, at, by=SYSTEM):
    """Programs whose last day has passed gather results, their pairs with them, and wait for the curator.

    Returns how many; taken once a day.
    """
    due = Program.objects.filter(state=ProgramState.ACTIVE, until__lt=day_of(at)).select_related("pair")
    for program in due:
        PROGRAM.move("finish", program)
        journal.record("program_finish", "Подводим итоги программы", by=by, at=at, subject=program, pair=program.pair)
        wind_up_pair(program.pair, by=by, at=at)
    return len(due)
