"""Rows of the ground floor, one noun a file."""

from .bank import Mentee, Mentor, MentorCompetence, MentorGroupEvidence
from .consent import Consent
from .diagnosis import DiagnosisCard, DiagnosisStatement
from .document import AcquaintanceMark, IssuedDocument, NumberSequence, Signature
from .feed import CalendarFeed
from .file import StoredFile
from .journal import JournalEntry
from .letter import Letter
from .organization import AcademicYear, Organization, Unit
from .pair import Pair, PairMember
from .pair_change import PairChange
from .person import Person, PostForms, RoleAssignment
from .petition import HelpRequest, Petition
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
from .staff_import import ImportBatch, ImportRow
from .user import User

__all__ = [
    "AcademicYear",
    "AcquaintanceMark",
    "ChoiceLabel",
    "Competence",
    "Consent",
    "ConsentText",
    "DiagnosisCard",
    "DiagnosisStatement",
    "Direction",
    "DocumentType",
    "EventForm",
    "HelpRequest",
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
    "PairChange",
    "PairMember",
    "PartnerKind",
    "Person",
    "Petition",
    "PostForms",
    "RequestOffer",
    "RoleAssignment",
    "Setting",
    "Signature",
    "StoredFile",
    "Unit",
    "User",
    "CalendarFeed",
]
