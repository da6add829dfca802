"""What the regulation asks of a pair, as pure functions over plain facts (clauses 3, 4.2, 4.3, 4.4).

check_kind(facts, rules, extra)  the rules of the main kind as they stand in the reference data; additional kinds warn
check_pair(facts)                form and model, people, term, consents, capacity
grid_of, one_by_one, totals_of  the points of everybody for everybody, and what a whole choice gives
draft_state(facts, findings)     which draft state follows from them
out_of_order(code, value, values) whether a setting contradicts another
"""

from .assignment import Ask, Grid, Totals, grid_of, line_points, one_by_one, totals_of
from .facts import Finding, MemberFacts, PairFacts, add_months_end, default_term, draft_state, stops
from .kind import CHECKS, check_kind
from .pair import check_pair
from .setting import out_of_order

__all__ = [
    "CHECKS",
    "Ask",
    "Finding",
    "Grid",
    "MemberFacts",
    "PairFacts",
    "Totals",
    "add_months_end",
    "check_kind",
    "check_pair",
    "default_term",
    "draft_state",
    "grid_of",
    "line_points",
    "one_by_one",
    "out_of_order",
    "stops",
    "totals_of",
]
