"""Addresses of the top floor."""

from importlib.util import find_spec

from django.urls import include, path

from monitoring.views import home

urlpatterns = [path("", home.home, name="home")]

for room in (
    "person",
    "pair",
    "survey",
    "instrument",
    "evaluation",
    "knowledge",
    "case",
    "observation",
    "dashboard",
    "verify",
    "indicator",
    "roadmap",
    "assessment",
    "recognition",
    "output",
    "stage_check",
    "privacy",
    "subject",
):
    if find_spec(f"monitoring.urls_{room}"):
        urlpatterns.append(path("", include(f"monitoring.urls_{room}")))
