"""What happens to whom: the plot of a year as plain rows."""

from dataclasses import dataclass
from itertools import cycle, islice

KINDS = (
    "traditional",
    "group",
    "virtual",
    "goal_setting",
    "traditional",
    "reverse",
    "situational",
    "traditional",
    "mentors",
    "speed",
    "partner",
)
PAST = ("finished", "finished", "finished", "finished", "ended_early", "finished", "finished", "finished")
# the current year shows every state; the first rows belong to the demo mentor and mentee
CURRENT = (
    "returned",
    "active",
    "active_late",
    "submitted",
    "awaiting_director",
    "awaiting_acquaintance",
    "active",
    "draft",
    "canceled",
    "finishing",
    "no_program",
    "in_order",
    "order_returned",
    "order_canceled",
    "ready",
    "blocked",
    "asked",
    "looking",
    "dropped",
    "assigned",
    "ended_early",
    "speed_done",
)
CURRENT_KINDS = {
    "returned": "traditional",
    "active": "",
    "active_late": "traditional",
    "submitted": "group",
    "awaiting_acquaintance": "group",
    "finishing": "goal_setting",
    "draft": "virtual",
    "ready": "partner",
    "ended_early": "traditional",
    "speed_done": "speed",
    "in_order": "reverse",
}


@dataclass(frozen=True)
class Part:
    """One pair's plot: its kind of mentoring and how far it goes."""

    kind: str
    fate: str


def year_of(parts, *, past, turn=0):
    """`parts` rows of a year; every fate and kind comes round, each year (`turn`) from another place."""
    kinds = islice(cycle(KINDS), turn * 6, None) if past else cycle(("traditional", "situational", *KINDS))
    if past:
        return [Part(next(kinds), fate) for fate in islice(cycle(PAST), parts)]
    rows = []
    for fate in islice(cycle(CURRENT), parts):
        kind = CURRENT_KINDS.get(fate, "traditional") or next(kinds)
        rows.append(Part("traditional" if kind == "speed" and fate != "speed_done" else kind, fate))
    return rows


def shares(pairs, years):
    """How many pairs each year gets, oldest first: the current one the most, so that every state is seen."""
    if years == 1:
        return [pairs]
    current = max(min(len(CURRENT), pairs - (years - 1)), pairs // 2)
    rest = pairs - current
    return [rest // (years - 1) + (number < rest % (years - 1)) for number in range(years - 1)] + [current]
