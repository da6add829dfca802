"""Points of one task of a test (starter content part 15; partial points marked P). Answers are in the question's own
places, counted from 0. Every share is between 0 and 1; a task earns share × its points."""

from collections import Counter
from decimal import Decimal, InvalidOperation
from fractions import Fraction


def share_of_choice(right, given):
    """«One»: 1 for exactly the right option, else 0. No answer earns 0."""
    return Fraction(int(list(given or ()) == list(right)))


def share_of_many(right, given):
    """«Many»: max(0, (right chosen − wrong chosen) / right in all). Ticking everything cannot win.

    An empty set of right options earns 0: such a question is refused by the bank.
    """
    chosen, wanted = set(given or ()), set(right)
    if not wanted:
        return Fraction(0)
    return max(Fraction(0), Fraction(len(chosen & wanted) - len(chosen - wanted), len(wanted)))


def share_of_number(right, tolerance, given):
    """«Number»: 1 when |given − right| ≤ tolerance, ends included, else 0. What is no finite number earns 0."""
    number = number_of(given)
    return Fraction(0) if number is None else Fraction(int(abs(number - Decimal(right)) <= Decimal(tolerance)))


def number_of(given):
    """A Decimal of «3,5» or «3.5», or None."""
    try:
        number = Decimal(str(given).replace(",", ".").replace("−", "-").strip())
    except InvalidOperation:
        return None
    return number if number.is_finite() else None


def share_of_places(count, given):
    """«Order» and «match»: elements in their right places / all elements.

    `given[n]` is the place chosen for element n, whose right place is n; None is no answer. A place chosen for several
    elements counts for none of them, so that one place for all earns nothing.
    """
    places = list(given or ())
    if not count or len(places) != count:
        return Fraction(0)
    taken = Counter(place for place in places if place is not None)
    hits = sum(place == n and taken[place] == 1 for n, place in enumerate(places))
    return Fraction(hits, count)


def points_of(task, given):
    """Points of a task scored by itself; None for a short text with an answer, which a person checks.

    `task` has kind, right, options, number, tolerance, points. An unanswered task earns 0, also a short text.
    """
    if given in (None, "", []):
        return Fraction(0)
    if task.kind == "text":
        return None
    return _share(task, given) * task.points


def _share(task, given):
    if task.kind == "one":
        return share_of_choice(task.right, given)
    if task.kind == "many":
        return share_of_many(task.right, given)
    if task.kind == "number":
        return share_of_number(task.number, task.tolerance, given)
    return share_of_places(len(task.options), given)
