"""The rows behind automatic figures: the whole of a share, each row saying whether it is in the numerator."""

from .people import PEOPLE
from .work import WORK

LISTS = {**PEOPLE, **WORK}

__all__ = ["LISTS"]
