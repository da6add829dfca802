"""What clause 4.4 has two kinds keep of their meetings: questions with answers, the goal until the next meeting."""

from dataclasses import dataclass, replace

from mentoring.kit.ui import Column
from programs.choices import MeetingState
from programs.models import Meeting

from .program_text import needs_of

ANSWER_COLUMNS = (Column("Вопрос", primary=True), Column("Ответ"), Column("Встреча", width="narrow"))
HELD = (MeetingState.RECORDED, MeetingState.DISPUTED, MeetingState.CONFIRMED)


@dataclass(frozen=True)
class KindLog:
    """`last` is the latest meeting that was written down, of a kind that sets goals."""

    keeps_answers: bool = False
    keeps_goals: bool = False
    answers: tuple[Meeting, ...] = ()
    last: Meeting | None = None
    columns: tuple = ANSWER_COLUMNS

    @property
    def fields(self):
        """Which fields of its own the record of a meeting has."""
        kept = (("question", self.keeps_answers), ("next_goal", self.keeps_goals))
        return tuple(name for name, on in kept if on)

    @property
    def goal(self):
        return self.last.next_goal if self.last else ""

    @property
    def without_goal(self):
        """The latest meeting when nobody named its goal."""
        return None if self.goal else self.last


def kind_log(program, before=None, meetings=None):
    """The log of a program, or what there was before the meeting written down now.

    One query, for these kinds alone; none over `meetings` that are loaded already, the newest first.
    """
    needs = needs_of(program.pair.kind)
    log = KindLog(needs.has("answers_log"), needs.has("meeting_goals"))
    if not log.fields:
        return log
    if meetings is None:
        meetings = Meeting.objects.filter(program=program, state__in=HELD).order_by("-starts_at", "-pk")
    earlier = [one for one in meetings if before is None or one.starts_at < before.starts_at]
    held = [meeting for meeting in earlier if meeting.state in HELD]
    answers = tuple(meeting for meeting in held if meeting.question) if log.keeps_answers else ()
    return replace(log, answers=answers, last=held[0] if held and log.keeps_goals else None)
