"""Rows of the top floor."""

from .assessment import (
    AssessmentComponent,
    AssessmentCriterion,
    AssessmentDecision,
    AssessmentSignature,
    YearlyAssessment,
)
from .evaluation import Evaluation, EvaluationEntry
from .instrument import Instrument, InstrumentVersion, Question
from .postponement import Postponement
from .recognition import RecognitionLetters, RecognitionProposal
from .roadmap import Roadmap, RoadmapTask
from .survey import (
    AnonymousText,
    Answer,
    AnswerCounter,
    Invitation,
    Participation,
    Response,
    Survey,
)

__all__ = [
    "AnonymousText",
    "Answer",
    "AnswerCounter",
    "AssessmentComponent",
    "AssessmentCriterion",
    "AssessmentDecision",
    "AssessmentSignature",
    "Evaluation",
    "EvaluationEntry",
    "Instrument",
    "InstrumentVersion",
    "Invitation",
    "Participation",
    "Postponement",
    "Question",
    "RecognitionLetters",
    "RecognitionProposal",
    "Response",
    "Roadmap",
    "RoadmapTask",
    "Survey",
    "YearlyAssessment",
]
