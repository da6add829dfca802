"""What happens when a program is closed and what in it is still open, said before it is (R37)."""

from dataclasses import dataclass

from django.urls import reverse

from mentoring.choices import DiagnosisMoment, DiagnosisState, Side
from mentoring.kit import dates
from mentoring.kit.text import count_of, listing, small_first
from mentoring.kit.ui import Link
from mentoring.kit.verdict import Verdict
from mentoring.models import Diagnosis
from programs import access
from programs.choices import OPEN_STATES, RUNNING_STATES, EventState, MeetingState
from programs.choices.report import ReportState

from .head import ProgramHead, head_of

SHOWN = 8
UNREAD = (ReportState.DUE, ReportState.SUBMITTED, ReportState.RETURNED)
UNFINISHED = {
    MeetingState.SCHEDULED: "не записана",
    MeetingState.RECORDED: "не подтверждена второй стороной",
    MeetingState.DISPUTED: "запись уточняют",
}


@dataclass(frozen=True)
class OpenGroup:
    """One kind of unfinished things: each with the page where it is finished; `more` are not shown."""

    title: str
    rows: tuple[Link, ...]
    more: str = ""


@dataclass(frozen=True)
class CompletePage:
    head: ProgramHead
    verdict: Verdict
    consequences: tuple[str, ...]
    left: str
    open: tuple[OpenGroup, ...]
    canceled: bool  # the program has not begun: it is canceled, not ended

    @property
    def title(self):
        return "Отменить программу до начала" if self.canceled else "Завершить программу"


def complete_page(actor, program, also=None):
    """Consequences of closing a program loaded with its people, and what is open in it. Five queries.

    `also(actor, program)` gives the groups of the floor above.
    """
    unmarked = list(program.events.unmarked().order_by("due", "position"))
    meetings = list(program.meetings.filter(state__in=UNFINISHED).order_by("starts_at"))
    started = program.state in RUNNING_STATES
    return CompletePage(
        head=head_of(actor, program),
        verdict=access.may_complete(actor, program),
        consequences=_consequences(program, meetings),
        left=_left(program, len(unmarked)) if unmarked and started else "",
        open=(*_open(actor, program, unmarked, meetings), *(also(actor, program) if also else ())) if started else (),
        canceled=program.state in OPEN_STATES and not started,
    )


def done_words(program):
    """«выполнено мероприятий плана: 7 из 8»: what the order says of a program; empty without a plan. One query."""
    states = list(program.events.exclude(state=EventState.REMOVED).values_list("state", flat=True))
    done = states.count(EventState.DONE)
    return f"выполнено мероприятий плана: {done} из {len(states)}" if states else ""


def _consequences(program, meetings):
    ahead = sum(meeting.state == MeetingState.SCHEDULED for meeting in meetings)
    people = [person.short_name for person in access.people_of(program)]
    mentees = [person.short_name for person in access.people_of(program, Side.MENTEE)]
    lines = (
        "Текст программы, отметки, встречи и файлы сохранятся: их можно будет открыть и напечатать.",
        f"Работа пары закончится в тот же день: {listing(people)} получат письмо.",
        f"Место наставника освободится; {listing(mentees)} – снова без открытой программы.",
        f"Назначенные встречи будут отменены: {count_of(ahead, 'meeting')}." if ahead else "",
        "Отметки мероприятий закроются; ошибку сможет исправить куратор.",
    )
    return tuple(line for line in lines if line)


def _left(program, unmarked):
    return f"В плане без отметки {count_of(unmarked, 'event')}, срок – до {dates.words(program.until)}."


def _open(actor, program, unmarked, meetings):
    now = dates.today()
    past = [m for m in meetings if m.state != MeetingState.SCHEDULED or dates.local(m.starts_at).date() <= now]
    groups = (
        open_group(
            "Мероприятия без отметки", [(_event_words(event), reverse("event_mark", args=[event.pk])) for event in unmarked]
        ),
        open_group(
            "Встречи",
            [(f"{dates.short(m.starts_at)}, {m.topic}: {UNFINISHED[m.state]}", reverse("meeting_detail", args=[m.pk]))
             for m in past],
        ),
        open_group("Карта затруднений на выходе", _exit_cards(program)),
        open_group("Отчёты", _reports(actor, program)),
    )  # fmt: skip
    return tuple(group for group in groups if group.rows)


def _event_words(event):
    return f"{event.measure}, {dates.by(event.due)}" if event.due else event.measure


def _exit_cards(program):
    """Mentees who filled the card at the entry and have not filled it at the end."""
    mentees = {person.pk: person for person in access.people_of(program, Side.MENTEE)}
    rows = Diagnosis.objects.filter(person__in=mentees).order_by("asked_at")
    entries, exits = set(), {}
    for row in rows:
        if row.moment == DiagnosisMoment.ENTRY and row.state == DiagnosisState.DONE:
            entries.add(row.person_id)
        elif row.moment == DiagnosisMoment.EXIT and row.pair_id == program.pair_id:
            exits[row.person_id] = row
    found = []
    for pk in sorted(entries):
        row = exits.get(pk)
        if row is None:
            found.append((f"{mentees[pk].short_name}: не спрашивали", reverse("diagnosis_ask")))
        elif row.state != DiagnosisState.DONE:
            found.append((f"{mentees[pk].short_name}: ещё не заполнена", reverse("diagnosis_detail", args=[row.pk])))
    return found


def _reports(actor, program):
    """Reports of the mentors that are due or wait for a decision, for who may open them."""
    rows = access.reports_for(actor).by_mentor().filter(program=program, state__in=UNREAD).select_related("author")
    return [
        (f"{row.get_kind_display()}, {row.author.short_name}: {small_first(row.get_state_display())}",
         reverse("report_detail", args=[row.pk]))
        for row in rows
    ]  # fmt: skip


def open_group(title, rows):
    """The first few of (words, address) rows."""
    shown = tuple(Link(text, url) for text, url in rows[:SHOWN])
    return OpenGroup(title, shown, f"и ещё {len(rows) - SHOWN}" if len(rows) > SHOWN else "")
