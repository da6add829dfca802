"""Rows of the middle floor."""

from .approval import ProgramDecision, ProgramVersion, Remark
from .assignment import Assignment, AssignmentFile, AssignmentTurn
from .journal import FlagComment, MeetingFlag, MeetingNote
from .meeting import Meeting
from .plan import Evidence, NoteTemplate, PlanEvent, PlanPreset
from .program import Difficulty, MemberResult, Program, ProgramSection
from .series import MeetingSeries
from .visit import LessonVisit

__all__ = [
    "Assignment",
    "AssignmentFile",
    "AssignmentTurn",
    "Difficulty",
    "Evidence",
    "FlagComment",
    "LessonVisit",
    "Meeting",
    "MeetingFlag",
    "MeetingNote",
    "MeetingSeries",
    "MemberResult",
    "NoteTemplate",
    "PlanEvent",
    "PlanPreset",
    "Program",
    "ProgramDecision",
    "ProgramSection",
    "ProgramVersion",
    "Remark",
]
