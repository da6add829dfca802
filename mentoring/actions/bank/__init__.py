"""The bank's two registers: mentors and mentees."""

from .mentee import make_mentee, may_retire_mentee, retire_mentee, update_mentee
from .mentor import CapacityBelowLoad, make_mentor, may_retire_mentor, retire_mentor, update_mentor

__all__ = [
    "CapacityBelowLoad",
    "make_mentee",
    "make_mentor",
    "may_retire_mentee",
    "may_retire_mentor",
    "retire_mentee",
    "retire_mentor",
    "update_mentee",
    "update_mentor",
]
