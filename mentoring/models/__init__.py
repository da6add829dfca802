"""Rows of the ground floor, one noun a file."""

from .bank import Mentee, Mentor, MentorCompetence, MentorGroupEvidence
from .campaign import CampaignUnit, CarriedRequest, RequestCampaign
from .consent import Consent
from .diagnosis import DiagnosisCard, DiagnosisStatement
from .document import AcquaintanceMark, IssuedDocument, NumberSequence, Signature
from .feed import CalendarFeed
from .file import StoredFile
from .journal import JournalEntry
from .letter import Letter
from .organization import AcademicYear, Organization, Unit
from .pair import Pair, PairMember
from .person import Person, PostForms, RoleAssignment
from .reference import (
    ChoiceLabel,
    Competence,
    ConsentText,
    Direction,
    DocumentType,
    EventForm,
    Holiday,
    ListEntry,
    MenteeGroup,
    MentorGroup,
    PartnerKind,
    Setting,
)
from .request import MentoringRequest, RequestOffer
from .request_turn import RankedMentor
from .staff_import import ImportBatch, ImportRow
from .user import User

__all__ = [
    "AcademicYear",
    "AcquaintanceMark",
    "CampaignUnit",
    "CarriedRequest",
    "ChoiceLabel",
    "Competence",
    "Consent",
    "ConsentText",
    "DiagnosisCard",
    "DiagnosisStatement",
    "Direction",
    "DocumentType",
    "EventForm",
    "Holiday",
    "ImportBatch",
    "ImportRow",
    "IssuedDocument",
    "JournalEntry",
    "Letter",
    "ListEntry",
    "Mentee",
    "MenteeGroup",
    "Mentor",
    "MentorCompetence",
    "MentorGroup",
    "MentorGroupEvidence",
    "MentoringRequest",
    "NumberSequence",
    "Organization",
    "Pair",
    "PairMember",
    "PartnerKind",
    "Person",
    "PostForms",
    "RankedMentor",
    "RequestCampaign",
    "RequestOffer",
    "RoleAssignment",
    "Setting",
    "Signature",
    "StoredFile",
    "Unit",
    "User",
    "CalendarFeed",
]
