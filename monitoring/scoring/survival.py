"""How long people stay, or wait: the product-limit estimator over durations of which some are not over yet.

E. L. Kaplan, P. Meier, «Nonparametric Estimation from Incomplete Observations», JASA 53 (1958); variance by
M. Greenwood (1926); the interval on the log(−log) scale by J. D. Kalbfleisch, R. L. Prentice (1980), which never leaves
0 … 1.
"""

from bisect import bisect_right
from dataclasses import dataclass
from itertools import groupby
from math import exp, log, sqrt

Z_95 = 1.959963984540054  # the 0.975 quantile of the normal distribution


@dataclass(frozen=True)
class Step:
    """At `time`: `at_risk` were observed until then, `events` of them ended. `share` is S(t) after it, 0 … 1;
    `low` and `high` bound it with 95 per cent confidence, None where the variance is not defined (S is 1 or 0)."""

    time: float
    at_risk: int
    events: int
    share: float
    low: float | None
    high: float | None


@dataclass(frozen=True)
class Curve:
    """`n` people, `ended` of whom had the event; the others are censored on their last known time."""

    n: int
    ended: int
    steps: tuple[Step, ...]
    durations: tuple[float, ...]

    def at(self, time):
        """S(t): the share still without the event at `time`; 1 before the first one."""
        step = self.step_at(time)
        return step.share if step else 1.0

    def step_at(self, time):
        place = bisect_right([step.time for step in self.steps], time)
        return self.steps[place - 1] if place else None

    def at_risk(self, time):
        """How many were observed for at least so long."""
        return sum(duration >= time for duration in self.durations)

    @property
    def median(self):
        """The first time at which half or fewer are left; None while more than half are."""
        return next((step.time for step in self.steps if step.share <= 0.5), None)

    @property
    def longest(self):
        return max(self.durations, default=0)


def kaplan_meier(observed, z=Z_95):
    """The Curve of (duration, ended) pairs: S(t) = Π over event times t_i ≤ t of (1 − d_i / n_i).

    Durations are in any one unit and not negative; `ended` says that the event happened then, else it had not by then.
    Of equal durations events come before censoring. Var log(−log S) = Σ d_i / (n_i (n_i − d_i)) / (log S)²; the bounds
    are S^exp(± z √Var).
    """
    observed = sorted((float(duration), bool(ended)) for duration, ended in observed)
    if any(duration < 0 for duration, _ in observed):
        raise ValueError("a duration is negative")
    left, share, greenwood, steps = len(observed), 1.0, 0.0, []
    for time, same in groupby(observed, key=lambda one: one[0]):
        endings = [ended for _, ended in same]
        events = sum(endings)
        if events:
            share *= 1 - events / left
            greenwood += events / (left * (left - events)) if left > events else float("inf")
            steps.append(Step(time, left, events, share, *_bounds(share, greenwood, z)))
        left -= len(endings)
    durations = tuple(duration for duration, _ in observed)
    return Curve(len(observed), sum(ended for _, ended in observed), tuple(steps), durations)


def _bounds(share, greenwood, z):
    if not 0 < share < 1:
        return None, None
    spread = z * sqrt(greenwood) / abs(log(share))
    return share ** exp(spread), share ** exp(-spread)
