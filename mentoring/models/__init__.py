"""Rows of the ground floor, one noun a file."""

from .bank import Mentee, Mentor, MentorCompetence, MentorGroupEvidence
from .consent import Consent
from .diagnosis import DiagnosisCard, DiagnosisStatement
from .document import AcquaintanceMark, IssuedDocument, NumberSequence, Signature
from .feed import CalendarFeed
from .file import StoredFile
from .journal import JournalEntry
from .letter import Letter
from .open_bank import MentorPublication, OutsideApplication
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
    "MentorPublication",
    "MentoringRequest",
    "NumberSequence",
    "Organization",
    "OutsideApplication",
    "Pair",
    "PairMember",
    "PartnerKind",
    "Person",
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
