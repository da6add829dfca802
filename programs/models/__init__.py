"""Rows of the middle floor."""

from .approval import ProgramDecision, ProgramVersion, Remark
from .meeting import Meeting
from .plan import Evidence, NoteTemplate, PlanEvent, PlanPreset
from .program import Difficulty, MemberResult, Program, ProgramSection
from .report import ProgressReport

__all__ = [
    "Difficulty",
    "Evidence",
    "Meeting",
    "MemberResult",
    "NoteTemplate",
    "PlanEvent",
    "PlanPreset",
    "Program",
    "ProgramDecision",
    "ProgramSection",
    "ProgramVersion",
    "ProgressReport",
    "Remark",
]
