"""A program as it stood on the last day of who has left the pair: the text then in force, entries up to that day (R16)."""

from dataclasses import dataclass
from datetime import date

from mentoring.access import last_day_of
from mentoring.kit import dates
from mentoring.kit.states import StateTag
from mentoring.kit.ui import Column
from programs import access
from programs.choices import MeetingState
from programs.models import Program, ProgramVersion
from programs.text import from_payload

from .meetings import MeetingRow, loaded, meeting_row
from .reading import read_sections
from .running import event_tag

MARK_COLUMNS = (Column("Мероприятие", primary=True), Column("Срок"), Column("Отметка"))
MEETING_COLUMNS = (Column("Тема", primary=True), Column("Когда"), Column("Состояние"))


@dataclass(frozen=True)
class Mark:
    event: object
    tag: StateTag


@dataclass(frozen=True)
class FormerPage:
    """`version` is the last text approved on or before `last`, None when there was none."""

    program: Program
    last: date
    version: ProgramVersion | None
    read: tuple
    marks: tuple[Mark, ...]
    meetings: tuple[MeetingRow, ...]

    mark_columns = MARK_COLUMNS
    meeting_columns = MEETING_COLUMNS

    @property
    def title(self):
        return f"Программа: {self.program.pair.title}"

    @property
    def lead(self):
        day = dates.words(self.last)
        return f"Вы были в паре до {day}. Программа и журнал показаны такими, какими были в этот день."


def former_page(actor, program):
    """A program loaded with its people, read by who has left its pair. Five queries whatever the length."""
    version = access.versions_for(actor).filter(program=program.pk, number__isnull=False).order_by("-number").first()
    last, on = last_day_of(actor, program.pair), dates.today()
    events = access.events_for(actor).filter(program=program.pk).select_related("assignee", "reason")
    meetings = access.meetings_for(actor).filter(program=program.pk).exclude(state=MeetingState.CANCELED)
    return FormerPage(
        program=program,
        last=last,
        version=version,
        read=read_sections(from_payload(version.payload)) if version else (),
        marks=tuple(_mark(event, program, on) for event in events.order_by("due", "pk")),
        meetings=tuple(meeting_row(actor, meeting) for meeting in loaded(meetings).order_by("starts_at")),
    )


def _mark(event, program, on):
    event.program = program
    return Mark(event, event_tag(event, "curator", on))
