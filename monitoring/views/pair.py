"""The page of one pair or group."""

from django.shortcuts import get_object_or_404, render

from mentoring.kit.dates import today
from monitoring.queries.pair import full_pairs, pair_page


def pair_detail(request, pk):
    """Whose turn it is, who is in it, the order, the program and the story."""
    pair = get_object_or_404(full_pairs(request.actor), pk=pk)
    return render(request, "monitoring/pair_detail.html", {"page": pair_page(request.actor, pair, today())})
