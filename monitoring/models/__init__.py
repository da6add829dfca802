"""Rows of the top floor."""

from .evaluation import Evaluation, EvaluationEntry
from .instrument import Instrument, InstrumentVersion, Question
from .observation import CardByPost, CriteriaReading, Observation, ObservationCard, ObservationMark
from .opinion import Opinion
from .postponement import Postponement
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
    "CardByPost",
    "CriteriaReading",
    "Evaluation",
    "EvaluationEntry",
    "Instrument",
    "InstrumentVersion",
    "Invitation",
    "Observation",
    "ObservationCard",
    "ObservationMark",
    "Opinion",
    "Participation",
    "Postponement",
    "Question",
    "Response",
    "Survey",
]
