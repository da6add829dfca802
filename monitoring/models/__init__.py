"""Rows of the top floor."""

from .assessment import (
    AssessmentComponent,
    AssessmentCriterion,
    AssessmentDecision,
    AssessmentSignature,
    YearlyAssessment,
)
from .case import CaseAnswer, CaseMark, CaseTask
from .evaluation import Evaluation, EvaluationEntry
from .indicator import Indicator, IndicatorValue, Payment
from .instrument import EqualItems, Instrument, InstrumentVersion, Question
from .knowledge_bank import BankQuestion, Rubric
from .knowledge_test import KnowledgeEstimate, KnowledgeTest, PracticalMark, PracticalWork, TestTask
from .observation import CardByPost, CriteriaReading, Observation, ObservationCard, ObservationMark
from .opinion import Opinion
from .postponement import Postponement
from .privacy import Depersonalization, PersonArchive, Reading
from .recognition import RecognitionLetters, RecognitionProposal, RewardLeft
from .reply import Reply, ReplyForm
from .roadmap import Roadmap, RoadmapTask
from .snapshot import FigureTarget, Snapshot, SnapshotRows
from .stage_check import StageCheck
from .subject import PrivacyIncident, SubjectRequest
from .survey import (
    AnonymousText,
    Answer,
    AnswerCounter,
    Invitation,
    Participation,
    Response,
    Survey,
)
from .year_report import YearReport

__all__ = [
    "Depersonalization",
    "PersonArchive",
    "PrivacyIncident",
    "SubjectRequest",
    "Reading",
    "AnonymousText",
    "Answer",
    "AnswerCounter",
    "EqualItems",
    "BankQuestion",
    "CardByPost",
    "CaseAnswer",
    "CaseMark",
    "CaseTask",
    "CriteriaReading",
    "AssessmentComponent",
    "AssessmentCriterion",
    "AssessmentDecision",
    "AssessmentSignature",
    "Evaluation",
    "EvaluationEntry",
    "Indicator",
    "IndicatorValue",
    "FigureTarget",
    "Instrument",
    "InstrumentVersion",
    "Invitation",
    "KnowledgeEstimate",
    "KnowledgeTest",
    "Observation",
    "ObservationCard",
    "ObservationMark",
    "Opinion",
    "Participation",
    "Payment",
    "Postponement",
    "PracticalMark",
    "PracticalWork",
    "Question",
    "RecognitionLetters",
    "RecognitionProposal",
    "RewardLeft",
    "Response",
    "Rubric",
    "StageCheck",
    "Survey",
    "TestTask",
    "Roadmap",
    "RoadmapTask",
    "YearlyAssessment",
    "Reply",
    "ReplyForm",
    "Snapshot",
    "SnapshotRows",
    "YearReport",
]
