"""What may follow what, by whom, on what condition: one table per process."""

from .campaign import CAMPAIGN, CAMPAIGN_UNIT
from .document import DOCUMENT
from .pair import PAIR
from .request import REQUEST

__all__ = ["CAMPAIGN", "CAMPAIGN_UNIT", "DOCUMENT", "PAIR", "REQUEST"]
