"""Sections of the yearly report: a room adds a file of its own here and a line to `table.py`."""

from .section import Grid, Section, Source
from .table import SECTIONS, chosen_sections

__all__ = ["SECTIONS", "Grid", "Section", "Source", "chosen_sections"]
