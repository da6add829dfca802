"""The product's addresses and one bare signed-in page to compare with."""

from django.http import HttpResponse
from django.template.loader import render_to_string
from django.urls import include, path

from mentoring.models import AcademicYear


def bare(request):
    """Session, user, one query and a minimal template without our frame: the denominator of every ratio."""
    values = {"user": request.user, "year": AcademicYear.objects.first()}
    return HttpResponse(render_to_string("monitoring/bench_bare.html", values))


urlpatterns = [path("bench/bare/", bare, name="bench_bare"), path("", include("mentoring.urls"))]
