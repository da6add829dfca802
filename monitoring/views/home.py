"""«Мои дела»."""

from django.shortcuts import render
from django.utils import timezone

from mentoring.kit.dates import today
from mentoring.queries.backup import last_backup
from mentoring.queries.seal import seals
from monitoring.context import deed_counts
from monitoring.queries.home import home_of


def home(request):
    on = today()
    page = home_of(request.actor, on, deed_counts(request), request.GET.get("queue", "")[:100])
    watched = {}
    if request.actor.role == "admin":
        watched = {"backup": last_backup(timezone.now()), "seals": seals()}
    return render(request, "monitoring/home.html", {"home": page, "on": on, **watched})
