"""Programs in the office's second way in."""

from . import approval, meeting, program, reference, shelf  # noqa: F401
