"""The card of difficulties: its versions, asking for it, filling it, second opinions (R11)."""

from .ask import ask_card, ask_many, may_ask, may_start, start_own, withdraw_card
from .card import (
    copy_card,
    delete_draft,
    edit_card,
    may_copy_card,
    may_edit_card,
    may_publish_card,
    publish_card,
)
from .fill import (
    may_reopen,
    may_send,
    reopen_card,
    save_about,
    save_part,
    send_sheet,
)
from .opinion import ask_opinion, drop_opinion, may_give_opinion, reopen_opinion, start_opinion

__all__ = [
    "ask_card",
    "ask_many",
    "ask_opinion",
    "copy_card",
    "delete_draft",
    "drop_opinion",
    "edit_card",
    "may_ask",
    "may_copy_card",
    "may_edit_card",
    "may_give_opinion",
    "may_publish_card",
    "may_reopen",
    "may_send",
    "may_start",
    "publish_card",
    "reopen_card",
    "reopen_opinion",
    "save_about",
    "save_part",
    "send_sheet",
    "start_opinion",
    "start_own",
    "withdraw_card",
]
