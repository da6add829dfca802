"""Everything about one person, gathered from all floors."""

from .card import PersonCard, card_of

__all__ = ["PersonCard", "card_of"]
