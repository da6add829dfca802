"""Practices in the open bank: pages without an account, beside the mentors' cards of mentoring/views/open_bank.py."""

from django.shortcuts import render

from mentoring.queries.filters import Choice
from mentoring.views.open_bank import checked_each_time, opened
from programs.queries.practice_public import direction_rows, public_practice, public_practices


@opened
@checked_each_time
def bank_practices(request):
    """What finished pairs have agreed to show."""
    rows = direction_rows()
    direction = request.GET.get("direction", "")
    direction = direction if direction in dict(rows) else ""
    q = request.GET.get("q", "").strip()[:100]
    page, cards = public_practices(q, direction, request.GET.get("page"))
    context = {
        "page": page,
        "cards": cards,
        "q": q,
        "direction": direction,
        "directions": [Choice(pk=code, name=name) for code, name in rows],
    }
    return render(request, "programs/bank_practices.html", context)


@opened
@checked_each_time
def bank_practice(request, slug):
    """One card; a closed and an unknown one are answered alike."""
    card = public_practice(slug)
    status = 200 if card else 404
    return render(request, "programs/bank_practice.html", {"card": card}, status=status)
