"""People of the college: cards, offices, invitations, leaving."""

from .card import STAFF_FIELDS, card_mark, create_person, update_person
from .invitation import invite, may_invite
from .leaving import mark_left, mark_returned, may_mark_left, part_with_leavers
from .role import assign_role, end_role, set_unit_head

__all__ = [
    "STAFF_FIELDS",
    "assign_role",
    "card_mark",
    "create_person",
    "end_role",
    "invite",
    "mark_left",
    "mark_returned",
    "may_mark_left",
    "may_invite",
    "part_with_leavers",
    "set_unit_head",
    "update_person",
]
