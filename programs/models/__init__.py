"""Rows of the middle floor."""

from .amendment import Amendment, AmendmentConsent, AmendmentSuggestion
from .approval import ProgramDecision, ProgramVersion, Remark
from .material import EventMaterial, Material, MaterialThanks
from .meeting import Meeting
from .plan import Evidence, NoteTemplate, PlanEvent, PlanPreset
from .program import Difficulty, MemberResult, Program, ProgramSection
from .report import ProgressReport
from .template import PlanTemplate, PlanTemplateVersion, TemplateItem, TemplateUse

__all__ = [
    "Amendment",
    "AmendmentConsent",
    "AmendmentSuggestion",
    "Difficulty",
    "EventMaterial",
    "Evidence",
    "Material",
    "MaterialThanks",
    "Meeting",
    "MemberResult",
    "NoteTemplate",
    "PlanEvent",
    "PlanPreset",
    "PlanTemplate",
    "PlanTemplateVersion",
    "Program",
    "ProgramDecision",
    "ProgramSection",
    "ProgramVersion",
    "ProgressReport",
    "Remark",
    "TemplateItem",
    "TemplateUse",
]
