"""Rows of the middle floor."""

from .amendment import Amendment, AmendmentConsent, AmendmentSuggestion
from .approval import ProgramDecision, ProgramVersion, Remark
from .assignment import Assignment, AssignmentFile, AssignmentTurn
from .draft import EntryDraft
from .induction import Induction, InductionEntry, InductionItem, InductionTemplate
from .journal import FlagComment, MeetingFlag, MeetingNote
from .material import EventMaterial, Material, MaterialThanks
from .meeting import Meeting
from .plan import Evidence, NoteTemplate, PlanEvent, PlanPreset
from .practice import PracticeAgreement, PracticeCard, PracticeThanks
from .program import Difficulty, MemberResult, Program, ProgramSection
from .reflection import Reflection
from .report import ProgressReport
from .series import MeetingSeries
from .template import PlanTemplate, PlanTemplateVersion, TemplateItem, TemplateUse
from .visit import LessonVisit

__all__ = [
    "Amendment",
    "AmendmentConsent",
    "AmendmentSuggestion",
    "Assignment",
    "AssignmentFile",
    "AssignmentTurn",
    "Difficulty",
    "EntryDraft",
    "EventMaterial",
    "Evidence",
    "FlagComment",
    "Induction",
    "InductionEntry",
    "InductionItem",
    "InductionTemplate",
    "LessonVisit",
    "Material",
    "MaterialThanks",
    "Meeting",
    "MeetingFlag",
    "MeetingNote",
    "MeetingSeries",
    "MemberResult",
    "NoteTemplate",
    "PlanEvent",
    "PlanPreset",
    "PlanTemplate",
    "PlanTemplateVersion",
    "PracticeAgreement",
    "PracticeCard",
    "PracticeThanks",
    "Program",
    "ProgramDecision",
    "ProgramSection",
    "ProgramVersion",
    "ProgressReport",
    "Reflection",
    "Remark",
    "TemplateItem",
    "TemplateUse",
]
