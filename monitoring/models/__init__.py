"""Rows of the top floor."""

from .evaluation import Evaluation, EvaluationEntry
from .instrument import EqualItems, Instrument, InstrumentVersion, Question
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
    "EqualItems",
    "Evaluation",
    "EvaluationEntry",
    "Instrument",
    "InstrumentVersion",
    "Invitation",
    "Participation",
    "Postponement",
    "Question",
    "Response",
    "Survey",
]
