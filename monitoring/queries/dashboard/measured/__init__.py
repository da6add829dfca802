"""Levels 2 and 3 and readiness as they were measured: by the system first, by hand where it has no measure.

The figures of the dashboard, the rows behind them, the gain of knowledge and the register of indicators all read this.
"""

from .reading import Measured, read_measured
from .result import BY_CARDS, BY_HAND, BY_REPORT, BY_TESTS, BY_VERDICT, Readiness, Result

__all__ = [
    "BY_CARDS", "BY_HAND", "BY_REPORT", "BY_TESTS", "BY_VERDICT", "Measured", "Readiness", "Result", "read_measured",
]  # fmt: skip
