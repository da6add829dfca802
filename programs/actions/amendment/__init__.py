"""Changes of an approved program by consent: drawn up, answered, decided, put in force (R25)."""

from .consent import answer_amendment, record_consent, send_amendment
from .decide import agree_amendment, approve_amendment, refuse_amendment, return_amendment
from .draft import save_amendment_plan, save_amendment_section, start_amendment
from .end import reopen_amendment, tend_amendments, withdraw_amendment
from .rebase import rebase_amendment
from .suggestion import answer_suggestion, suggest_change

__all__ = [
    "agree_amendment",
    "answer_amendment",
    "answer_suggestion",
    "approve_amendment",
    "rebase_amendment",
    "record_consent",
    "refuse_amendment",
    "reopen_amendment",
    "return_amendment",
    "save_amendment_plan",
    "save_amendment_section",
    "send_amendment",
    "start_amendment",
    "suggest_change",
    "tend_amendments",
    "withdraw_amendment",
]
