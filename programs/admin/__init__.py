"""Programs in the office's second way in."""

from . import approval, program, reference  # noqa: F401
