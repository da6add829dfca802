"""What a program still lacks and what the automatic check says of it: arithmetic over ProgramText."""

from .coverage import Coverage, DirectionCover, coverage_of
from .needs import Needs, required_sections
from .rules import Grounds, Rule, rules_of
from .sections import SectionCheck, has_blank, section_checks

__all__ = [
    "Coverage",
    "DirectionCover",
    "Grounds",
    "Needs",
    "Rule",
    "SectionCheck",
    "coverage_of",
    "has_blank",
    "required_sections",
    "rules_of",
    "section_checks",
]
