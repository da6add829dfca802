"""The director's dashboard (R52): one frozen Dashboard, read in fourteen statements, for screen, PDF, DOCX and XLSX."""

from .board import Dashboard, dashboard_of
from .question import Question, Scope, scope_of

__all__ = ["Dashboard", "Question", "Scope", "dashboard_of", "scope_of"]
