"""The open bank: mentors' public cards, and applications from outside."""

from .answer import accept_application, decline_application
from .application import apply_from_outside, confirm_application, forget_old
from .check import accept_publication, hide_publication, return_publication, show_publication
from .publication import agree_to_publish, open_publication, save_publication

__all__ = [
    "accept_application",
    "accept_publication",
    "agree_to_publish",
    "apply_from_outside",
    "confirm_application",
    "decline_application",
    "forget_old",
    "hide_publication",
    "open_publication",
    "return_publication",
    "save_publication",
    "show_publication",
]
