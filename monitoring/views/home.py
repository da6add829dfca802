"""«Мои дела»."""

from django.shortcuts import render

from mentoring.kit.dates import today
from monitoring.context import deed_counts
from monitoring.queries.home import home_of


def home(request):
    on = today()
    page = home_of(request.actor, on, deed_counts(request), request.GET.get("queue", "")[:100])
    return render(request, "monitoring/home.html", {"home": page, "on": on})
