"""Pairs of an order, read alike for the page, the paper and the action."""

from mentoring.models import Pair
from mentoring.queries.pair_check import with_facts


def order_pairs(order):
    """Pairs of an order with members and their facts, in the order of the annex: by the mentor's name."""
    pairs = list(with_facts(Pair.objects.filter(order=order)))
    return sorted(pairs, key=annex_order)


def annex_order(pair):
    return [p.sort_key for p in pair.mentors], [p.sort_key for p in pair.mentees], pair.pk
