"""The program while it works and after: what is done, what is near, meetings, versions, acquaintance (R30, R31)."""

from dataclasses import dataclass
from datetime import timedelta

from django.db.models import Count, Q
from django.utils import timezone

from mentoring.access import last_day_of
from mentoring.kit import dates
from mentoring.kit.states import StateTag, describe
from mentoring.kit.text import count_of, small_first
from mentoring.kit.ui import Column
from mentoring.kit.verdict import Verdict
from mentoring.office import office
from programs import access
from programs.choices import (
    RUNNING_STATES,
    UNMARKED_EVENT_STATES,
    Checkpoint,
    EventState,
    MeetingState,
    ProgramState,
    Responsible,
    state_words,
)
from programs.models import Meeting, PlanEvent

from .acquaintance import acquainted
from .certificate import Candidate, candidates
from .ended import Ended, ended_of
from .head import ProgramHead, head_of
from .journal_now import JournalNow, journal_now
from .kind_log import KindLog, kind_log
from .kind_now import asks_of_meetings
from .meetings import MEETING_COLUMNS, MeetingRow, meeting_row
from .story import newest_story
from .waiting import waiting_here

MEETINGS, AHEAD = 6, 2
EVENT_COLUMNS = (
    Column("Мероприятие", primary=True),
    Column("Срок"),
    Column("Состояние"),
    Column("", width="narrow"),
)


@dataclass(frozen=True)
class Progress:
    """«5 из 8 мероприятий, 1 просрочено»; `unmarked` still wait for a mark."""

    done: int = 0
    total: int = 0
    late: int = 0
    unmarked: int = 0


@dataclass(frozen=True)
class EventRow:
    event: object
    n: int
    tag: StateTag
    when: str
    mark: Verdict
    evidence: int
    checkpoint: str
    late: bool
    who: str

    @property
    def marked(self):
        return self.event.state not in UNMARKED_EVENT_STATES


@dataclass(frozen=True)
class RunningPage:
    head: ProgramHead
    progress: Progress
    near: tuple[EventRow, ...]
    events: tuple[EventRow, ...]
    meetings: tuple[MeetingRow, ...]
    schedule: Verdict
    versions: tuple
    results: tuple
    story: tuple
    paper: Verdict
    complete: Verdict
    sees_meetings: bool
    log: KindLog
    amend: Verdict
    suggest: Verdict
    closing: bool  # the curator's main act is to close the program
    more: JournalNow
    ended: Ended | None
    certificates: tuple[Candidate, ...]
    event_columns: tuple = EVENT_COLUMNS
    meeting_columns: tuple = MEETING_COLUMNS

    @property
    def ahead(self):
        return tuple(row for row in self.events if not row.marked and row not in self.near)

    @property
    def marked(self):
        return tuple(row for row in self.events if row.marked and row not in self.removed)

    @property
    def removed(self):
        """Dropped from the plan by an amendment; what hangs on them stays readable."""
        return tuple(row for row in self.events if row.event.state == EventState.REMOVED)

    @property
    def all_marked(self):
        return len(self.marked) + len(self.removed) == len(self.events)

    @property
    def many_to_mark(self):
        """Whether two or more unmarked events are the reader's to mark: then one page marks them together."""
        return sum(bool(row.mark) and not row.marked for row in self.events) > 1

    @property
    def late_words(self):
        return f"просрочено: {self.progress.late}" if self.progress.late else ""

    @property
    def record_kind(self):
        return "second" if self.closing else "main"


def progress_of(program, events, on):
    """Progress over loaded events of the plan; nothing is late in a program that has ended."""
    plan = [event for event in events if event.state != EventState.REMOVED]
    works = program.state in RUNNING_STATES
    return Progress(
        done=sum(event.state == EventState.DONE for event in plan),
        total=len(plan),
        late=sum(is_late(event, on) for event in plan) if works else 0,
        unmarked=sum(event.state in UNMARKED_EVENT_STATES for event in plan),
    )


def plan_note(program, total):
    """What stands in place of the progress while there is none to show; empty when there is."""
    if program.state == ProgramState.CANCELED:
        return "работа не началась"
    if program.state == ProgramState.AWAITING_ACQUAINTANCE:
        return "работа ещё не началась"
    if program.state not in (*RUNNING_STATES, ProgramState.COMPLETED, ProgramState.ENDED_EARLY):
        return "план ещё не утверждён"
    return "" if total else "план не требуется"


def is_late(event, on):
    """An event whose date passed without a mark."""
    return event.state in UNMARKED_EVENT_STATES and event.due is not None and event.due < on


def is_near(event, on):
    days = timedelta(days=office().setting("event_soon_days"))
    return event.state in UNMARKED_EVENT_STATES and event.due is not None and on <= event.due <= on + days


def event_state(event, on):
    """The state with the two that are counted by dates: soon and overdue."""
    if is_late(event, on):
        return "overdue"
    if event.state == EventState.PLANNED and is_near(event, on):
        return "soon"
    return event.state


def event_tag(event, reader, on):
    day = event.done_on if event.state in (EventState.DONE, EventState.PARTLY) else event.due
    return describe(
        state_words.PLAN_EVENT,
        event_state(event, on) if event.program.state in RUNNING_STATES else event.state,
        reader if reader in ("mentor", "mentee") else "curator",
        date=dates.words(day) if day else "",
        days=count_of((event.due - on).days, "day") if event.due and event.due > on else "сегодня",
        who=_who(event),
        result=event.result.strip().rstrip("."),
        left=event.left.rstrip("."),
        reason=event.reason_text or (small_first(event.reason.name) if event.reason else ""),
    )


def _who(event):
    both = event.responsible == Responsible.BOTH
    who = "наставник с наставляемым" if both else small_first(Responsible(event.responsible).label)
    return f"{who}: {event.assignee.short_name}" if event.assignee else who


def plan_events(program):
    """Events with all that a row says, in their order. One query."""
    return list(
        PlanEvent.objects.filter(program=program)
        .select_related("direction", "form", "reason", "assignee", "difficulty")
        .annotate(proofs=Count("evidence"))
    )


def event_row(actor, event, number, reader, on):
    return EventRow(
        event=event,
        n=number,
        tag=event_tag(event, reader, on),
        when=dates.short(event.due) if event.due else "без срока",
        mark=access.may_mark(actor, event),
        evidence=event.proofs,
        checkpoint="" if event.checkpoint == Checkpoint.NONE else Checkpoint(event.checkpoint).label,
        late=event.program.state in RUNNING_STATES and is_late(event, on),
        who=f"отмечает {_who(event)}",
    )


def running_page(actor, program, on):
    """Everything about a working or closed program loaded with its pair's members. Seven queries besides."""
    last = last_day_of(actor, program.pair)
    events = [event for event in plan_events(program) if _readable(event.marked_at, last)]
    for event in events:
        event.program = program
    progress = progress_of(program, events, on)
    reader = access.reader_of(actor, program)
    rows = tuple(event_row(actor, event, n, reader, on) for n, event in enumerate(events, 1))
    works = program.state in RUNNING_STATES
    near = tuple(row for row in rows if works and (row.late or is_near(row.event, on)))
    sees = bool(access.sides_of(actor, program)) or actor.has("curator")
    results = acquainted(program)
    waiting = waiting_here(actor, program, on)
    head = head_of(actor, program, progress=progress, waiting=waiting, next=_next_words(events, on))
    complete = access.may_complete(actor, program)
    over = program.state == ProgramState.FINISHING or program.until < on
    meetings = _loaded_meetings(program) if sees else []
    more = journal_now(actor, program, events, on, sees=sees, results=results, meetings=meetings)
    return RunningPage(
        head=head,
        progress=progress,
        near=near,
        events=rows,
        meetings=_meetings(actor, meetings),
        schedule=access.may_schedule(actor, program),
        versions=tuple(version for version in more.versions if _readable(version.approved_at, last)),
        results=results,
        paper=access.may_record_acquaintance(actor, program),
        sees_meetings=sees,
        log=kind_log(program, meetings=meetings) if sees else KindLog(),
        story=newest_story(actor, program),
        complete=complete,
        amend=access.may_propose(actor, program),
        suggest=access.may_suggest(actor, program),
        closing=bool(complete) and works and over,
        more=more,
        ended=ended_of(actor, program),
        certificates=candidates(actor, program),
    )


def _readable(moment, last):
    """Who left the pair reads what happened up to his last day."""
    return last is None or moment is None or dates.local(moment).date() <= last


def _next(events, on):
    """The nearest event ahead; an overdue one only when nothing is ahead."""
    dated = [event for event in events if event.state in UNMARKED_EVENT_STATES and event.due]
    dated = [event for event in dated if event.due >= on] or dated
    return min(dated, key=lambda event: (event.due, event.position), default=None)


def _next_words(events, on):
    ahead = _next(events, on)
    return f"{ahead.measure}, {dates.words(ahead.due)}" if ahead else ""


def _loaded_meetings(program):
    """Meetings of the program, the newest first: all of them where the kind demands something of them. One query."""
    known = Meeting.objects.filter(program=program).exclude(state=MeetingState.CANCELED)
    if not asks_of_meetings(program):
        ahead = known.filter(starts_at__gt=timezone.now()).order_by("starts_at").values("pk")[:AHEAD]
        known = known.filter(Q(starts_at__lte=timezone.now()) | Q(pk__in=ahead))
    rows = known.select_related("author", "reason", "confirmed_by").order_by("-starts_at", "-pk")
    rows = list(rows if asks_of_meetings(program) else rows[:MEETINGS])
    for meeting in rows:
        meeting.program = program
    return rows


def _meetings(actor, meetings):
    """The nearest meetings ahead and the latest past ones, for participants and the curator."""
    now = timezone.now()
    ahead = [meeting.pk for meeting in reversed(meetings) if meeting.starts_at > now][:AHEAD]
    shown = [meeting for meeting in meetings if meeting.starts_at <= now or meeting.pk in ahead]
    return tuple(meeting_row(actor, meeting) for meeting in shown[:MEETINGS])
