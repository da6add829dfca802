"""Agreement of observers of one lesson: exact share and Cohen's kappa with weights (Cohen 1960, 1968).

κ_w = 1 − Σ d_ij·O_ij / Σ d_ij·E_ij over the marks 0, 1, 2, where O_ij is the share of criteria the first marked i and the
second j, E_ij = p_i·q_j is what chance alone would give, d_ij = |i − j| (linear) or (i − j)² (quadratic). κ is from −1 to 1
and undefined (None) when chance already expects full agreement (Σ d·E = 0) or when there is nothing in common.
Only criteria that both have seen count; their number always stands beside the figure.
"""

from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations

CATEGORIES = (0, 1, 2)
LINEAR, QUADRATIC = 1, 2


@dataclass(frozen=True)
class Agreement:
    """`n` criteria both (or, of more observers, the pairs on average) have seen; shares and kappas may be None."""

    n: int
    same: int
    exact: Fraction | None
    linear: Fraction | None
    quadratic: Fraction | None
    pairs: int = 1


def common(first, second):
    """[(mark, mark)] of the criteria that both have seen; the observers' marks are {criterion: 0, 1, 2 or None}."""
    both = [(first[code], second.get(code)) for code in first]
    return [(a, b) for a, b in both if a is not None and b is not None]


def kappa(pairs, power=LINEAR):
    """Weighted Cohen's kappa of [(mark, mark)], a Fraction; None where undefined. `power` is LINEAR or QUADRATIC."""
    n = len(pairs)
    if not n:
        return None
    observed = sum(abs(a - b) ** power for a, b in pairs)
    rows, columns = ([sum(pair[side] == mark for pair in pairs) for mark in CATEGORIES] for side in (0, 1))
    expected = sum(abs(i - j) ** power * rows[i] * columns[j] for i in CATEGORIES for j in CATEGORIES)
    return 1 - Fraction(observed * n, expected) if expected else None


def agreement(first, second):
    """The Agreement of two observers."""
    pairs = common(first, second)
    same = sum(a == b for a, b in pairs)
    exact = Fraction(same, len(pairs)) if pairs else None
    return Agreement(len(pairs), same, exact, kappa(pairs, LINEAR), kappa(pairs, QUADRATIC))


def pairwise(observers):
    """The Agreement of two or more observers: means over all their pairs, each figure over the pairs where it exists.

    `n` and `same` are sums over the pairs. None for fewer than two observers.
    """
    found = [agreement(first, second) for first, second in combinations(observers, 2)]
    if not found:
        return None
    return Agreement(
        n=sum(one.n for one in found),
        same=sum(one.same for one in found),
        exact=_mean([one.exact for one in found]),
        linear=_mean([one.linear for one in found]),
        quadratic=_mean([one.quadratic for one in found]),
        pairs=len(found),
    )


def _mean(values):
    known = [value for value in values if value is not None]
    return sum(known) / len(known) if known else None
