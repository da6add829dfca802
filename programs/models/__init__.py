"""Rows of the middle floor."""

from .amendment import Amendment, AmendmentConsent, AmendmentSuggestion
from .approval import ProgramDecision, ProgramVersion, Remark
from .meeting import Meeting
from .plan import Evidence, NoteTemplate, PlanEvent, PlanPreset
from .program import Difficulty, MemberResult, Program, ProgramSection
from .report import ProgressReport

__all__ = [
    "Amendment",
    "AmendmentConsent",
    "AmendmentSuggestion",
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
