"""A live pair changes: somebody is replaced by order, substituted for a while, or the work pauses (R16)."""

from .draft import (
    add_changes,
    create_change_order,
    delete_change_order,
    edit_change_order,
    remove_change,
)
from .effect import apply_due_changes, end_change
from .order import recall_change_order, return_change_order, send_change_order, sign_change_order
from .start import (
    accept_change,
    ask_to_come,
    decline_change,
    drop_change,
    pause_pair,
    record_agreement,
    start_replacement,
    start_substitution,
)

__all__ = [
    "accept_change",
    "add_changes",
    "apply_due_changes",
    "ask_to_come",
    "create_change_order",
    "decline_change",
    "delete_change_order",
    "drop_change",
    "edit_change_order",
    "end_change",
    "pause_pair",
    "recall_change_order",
    "record_agreement",
    "remove_change",
    "return_change_order",
    "send_change_order",
    "sign_change_order",
    "start_replacement",
    "start_substitution",
]
