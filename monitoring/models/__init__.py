"""Rows of the top floor."""

from .evaluation import Evaluation, EvaluationEntry
from .instrument import Instrument, InstrumentVersion, Question
from .postponement import Postponement
from .reply import Reply, ReplyForm
from .snapshot import FigureTarget, Snapshot, SnapshotRows
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
    "AnonymousText",
    "Answer",
    "AnswerCounter",
    "Evaluation",
    "EvaluationEntry",
    "FigureTarget",
    "Instrument",
    "InstrumentVersion",
    "Invitation",
    "Participation",
    "Postponement",
    "Question",
    "Reply",
    "ReplyForm",
    "Response",
    "Snapshot",
    "SnapshotRows",
    "Survey",
    "YearReport",
]
