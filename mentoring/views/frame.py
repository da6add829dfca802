"""Search and help."""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404
from django.shortcuts import render

from mentoring.kit.ui import Column
from mentoring.queries import help as help_pages
from mentoring.queries.accessibility import accessibility_page
from mentoring.queries.search import find

READERS = (
    Column("Что", primary=True), Column("Наставляемый"), Column("Наставник"), Column("Куратор"), Column("Директор"),
)  # fmt: skip


def search(request):
    return render(request, "mentoring/search.html", {"found": find(request.actor, request.GET.get("q", ""))})


@login_not_required
def help_how_it_works(request):
    return render(request, "mentoring/help_how_it_works.html")


@login_not_required
def help_who_sees_what(request):
    return render(request, "mentoring/help_who_sees_what.html", {"columns": READERS})


@login_not_required
def accessibility(request):
    return render(request, "mentoring/accessibility.html", {"page": accessibility_page()})


@login_not_required
def help_ask_curator(request):
    about = help_pages.topic(request.GET.get("about", ""))
    curators = help_pages.curators(request.user)
    return render(request, "mentoring/help_ask_curator.html", {"curators": curators, "about": about})


def help_role(request, role):
    """Questions and answers of one role, each with the way to its page."""
    article = help_pages.article(request.actor, role)
    if article is None:
        raise Http404
    return render(request, "mentoring/help_role.html", {"article": article})
