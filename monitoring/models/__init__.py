"""Rows of the top floor."""

from .evaluation import Evaluation, EvaluationEntry
from .indicator import Indicator, IndicatorValue, Payment
from .instrument import Instrument, InstrumentVersion, Question
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
    "Evaluation",
    "EvaluationEntry",
    "Indicator",
    "IndicatorValue",
    "Instrument",
    "InstrumentVersion",
    "Invitation",
    "Participation",
    "Payment",
    "Postponement",
    "Question",
    "Response",
    "Survey",
]
