"""«Мои дела»: what waits for me and by when, what needs attention, my pairs, what I wait for, what comes soon."""

from .counter import count_deeds
from .page import Home, home_of

__all__ = ["Home", "count_deeds", "home_of"]
