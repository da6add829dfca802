"""A matching of all open requests at once: counting, editing, publishing (R12, clause 4.2)."""

from .compute import compute_match, fail_match, start_match
from .draft import choose_mentor, clean_match, discard_match
from .publish import publish_match
from .settle import publish_lines, resume_publication, resume_publications, settle_some

__all__ = [
    "choose_mentor",
    "clean_match",
    "compute_match",
    "discard_match",
    "fail_match",
    "publish_lines",
    "publish_match",
    "resume_publication",
    "resume_publications",
    "settle_some",
    "start_match",
]
