"""Programs in the office's second way in."""

from . import amendment, approval, meeting, program, reference, report, shelf  # noqa: F401
