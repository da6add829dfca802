"""Rows of the ground floor, one noun a file."""

from .achievement import (
    Achievement,
    AchievementFile,
    AchievementHelp,
)
from .acquaintance import (
    AcquaintanceSheet,
)
from .agreement import (
    Agreement,
)
from .bank import (
    Mentee,
    Mentor,
    MentorCompetence,
    MentorGroupEvidence,
)
from .campaign import (
    CampaignUnit,
    CarriedRequest,
    RequestCampaign,
)
from .consent import (
    Consent,
)
from .council import (
    AgendaItem,
    CouncilMember,
    Proposal,
    Resolution,
    Sitting,
)
from .course import (
    MentorCourse,
)
from .diagnosis import (
    DiagnosisCard,
    DiagnosisStatement,
)
from .diagnosis_sheet import (
    Diagnosis,
    DiagnosisAnswer,
    DiagnosisSheet,
)
from .document import (
    AcquaintanceMark,
    IssuedDocument,
    NumberSequence,
    Signature,
    needed_marks,
)
from .factor import (
    RecoveryCode,
    SecondFactor,
)
from .feed import (
    CalendarFeed,
)
from .file import (
    StoredFile,
)
from .journal import (
    JournalEntry,
)
from .letter import (
    DailyRound,
    Letter,
    LetterDay,
    LetterWording,
    MutedLetter,
)
from .match import (
    MatchBatch,
    MatchLine,
)
from .norm import (
    NormativeAct,
    NormativeVersion,
)
from .open_bank import (
    MentorPublication,
    OutsideApplication,
)
from .organization import (
    AcademicYear,
    Organization,
    Unit,
)
from .pair import (
    Pair,
    PairMember,
)
from .pair_change import (
    PairChange,
)
from .person import (
    Person,
    PostForms,
    RoleAssignment,
)
from .petition import (
    HelpRequest,
    Petition,
)
from .pulse import (
    Pulse,
)
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
from .request import (
    MentoringRequest,
    RequestOffer,
)
from .request_turn import (
    RankedMentor,
)
from .seal import (
    JournalCheck,
    JournalSeal,
    SealedChange,
)
from .sent import (
    SentForm,
)
from .session import (
    Session,
)
from .staff_import import (
    ImportBatch,
    ImportRow,
)
from .talk import (
    ConversationOpening,
    Message,
    MessageFile,
    ReadMark,
)
from .user import (
    User,
)

__all__ = [
    "DailyRound",
    "AcademicYear",
    "Achievement",
    "AchievementFile",
    "AchievementHelp",
    "AcquaintanceMark",
    "AcquaintanceSheet",
    "AgendaItem",
    "Agreement",
    "CalendarFeed",
    "CampaignUnit",
    "CarriedRequest",
    "ChoiceLabel",
    "Competence",
    "Consent",
    "ConsentText",
    "ConversationOpening",
    "CouncilMember",
    "Diagnosis",
    "DiagnosisAnswer",
    "DiagnosisCard",
    "DiagnosisSheet",
    "DiagnosisStatement",
    "Direction",
    "DocumentType",
    "EventForm",
    "HelpRequest",
    "Holiday",
    "ImportBatch",
    "ImportRow",
    "IssuedDocument",
    "JournalCheck",
    "JournalEntry",
    "JournalSeal",
    "Letter",
    "LetterDay",
    "LetterWording",
    "ListEntry",
    "MatchBatch",
    "MatchLine",
    "Mentee",
    "MenteeGroup",
    "Mentor",
    "MentorCompetence",
    "MentorCourse",
    "MentorGroup",
    "MentorGroupEvidence",
    "MentorPublication",
    "MentoringRequest",
    "Message",
    "MessageFile",
    "MutedLetter",
    "NormativeAct",
    "NormativeVersion",
    "NumberSequence",
    "Organization",
    "OutsideApplication",
    "Pair",
    "PairChange",
    "PairMember",
    "PartnerKind",
    "Person",
    "Petition",
    "Pulse",
    "PostForms",
    "Proposal",
    "RankedMentor",
    "ReadMark",
    "RecoveryCode",
    "RequestCampaign",
    "RequestOffer",
    "Resolution",
    "RoleAssignment",
    "SealedChange",
    "SecondFactor",
    "SentForm",
    "Session",
    "Setting",
    "Signature",
    "Sitting",
    "StoredFile",
    "Unit",
    "User",
    "needed_marks",
]
