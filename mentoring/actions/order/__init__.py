"""An order on pairs and groups: collected (draft), sent and signed (signing), put into force (effect)."""

from .draft import ORDER_TYPE, add_pairs, create_order, delete_draft_order, edit_order, may_change_order, remove_pair
from .signing import OrderBlocked, recall_order, return_order, send_order, sign_order, take_out_blocked

__all__ = [
    "ORDER_TYPE",
    "OrderBlocked",
    "add_pairs",
    "create_order",
    "delete_draft_order",
    "edit_order",
    "may_change_order",
    "recall_order",
    "remove_pair",
    "return_order",
    "send_order",
    "sign_order",
    "take_out_blocked",
]
