"""The rows behind the figures of the dashboard, one RowList for every figure that has a list."""

from .document import DOCUMENTS
from .measured import BEHAVIOR, KNOWLEDGE, READY
from .outcome import IN_TIME, RETENTION
from .people import INVOLVED, MENTORS, REQUESTS
from .row import RowList, RowsPage, all_cells, rows_page
from .satisfaction import SATISFACTION
from .work import COMING, OVERDUE, PLAN, PROGRAMS

TEN = (INVOLVED, PROGRAMS, PLAN, OVERDUE, SATISFACTION, MENTORS, REQUESTS, DOCUMENTS, COMING)
OUTCOMES = (IN_TIME, KNOWLEDGE, BEHAVIOR, READY, RETENTION)
LISTS = {rows.code: rows for rows in (*TEN, *OUTCOMES)}

__all__ = ["LISTS", "RowList", "RowsPage", "all_cells", "rows_page"]
