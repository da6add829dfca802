"""What may follow what, by whom, on what condition: one table per process."""

from .document import DOCUMENT
from .pair import PAIR
from .request import REQUEST

__all__ = ["DOCUMENT", "PAIR", "REQUEST"]
