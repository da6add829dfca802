"""Pairs of an order, read alike for the page, the paper and the action."""

from mentoring.models import IssuedDocument, Pair
from mentoring.queries.pair_check import with_facts
from mentoring.workflow.document import EDITABLE

ORDER_TYPE = "D13"


def order_pairs(order):
    """Pairs of an order with members and their facts, in the order of the annex: by the mentor's name."""
    pairs = list(with_facts(Pair.objects.filter(order=order)))
    return sorted(pairs, key=annex_order)


def held_words(pairs):
    """«Ежова → Кузьмин и ещё 2»: what tells orders without a number apart; empty for an order of nothing."""
    first, *rest = pairs or [None]
    return f"{first.title} и ещё {len(rest)}" if rest else first.title if first else ""


def open_order(year_id):
    """The latest order of a year that is still being put together, or None."""
    orders = IssuedDocument.objects.filter(type__code=ORDER_TYPE, year=year_id, state__in=EDITABLE)
    return orders.order_by("-pk").first()


def annex_order(pair):
    return [p.sort_key for p in pair.mentors], [p.sort_key for p in pair.mentees], pair.pk
