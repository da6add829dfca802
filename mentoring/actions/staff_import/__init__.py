"""Loading a staff list: check, leave rows out, apply, take back."""

from .apply import Outdated, apply_list
from .check import cancel_list, check_list, exclude_row, recheck_list
from .undo import undo_list

__all__ = [
    "Outdated",
    "apply_list",
    "cancel_list",
    "check_list",
    "exclude_row",
    "recheck_list",
    "undo_list",
]
