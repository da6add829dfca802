"""The ladder of reminders: a week before, the day before, the day itself, the day after, then every week.

Letters leave on working days only: a step that fell on a day off is taken on the next working day.
"""

from datetime import timedelta

from .dates import is_working

STEPS = "steps"  # the ladder
EVERY_DAY = "every day"  # each working day up to the date: a clock of the law is running
NEVER = "never"  # its letters follow rules of their own


def days_since_last_round(on, holidays=frozenset(), worked=frozenset()):
    """`on` and the days off right before it: what one working day's round answers for. Empty on a day off."""
    if not is_working(on, holidays, worked):
        return ()
    days = [on]
    while not is_working(days[-1] - timedelta(days=1), holidays, worked) and len(days) < 31:
        days.append(days[-1] - timedelta(days=1))
    return tuple(days)


def is_step(due, days, *, ladder=STEPS, first=7, repeat=7):
    """Whether a date is reminded of on one of `days`. `first` and `repeat` are days before and between."""
    if due is None or ladder == NEVER:
        return False
    if ladder == EVERY_DAY:
        return bool(days) and due >= days[-1]
    return any(_stands_on(due, day, first, repeat) for day in days)


def _stands_on(due, day, first, repeat):
    past = (day - due).days
    return past in (-first, -1, 0, 1) or (past > 1 and past % repeat == 0)
