"""Addresses of matching all requests at once."""

from django.urls import path

from mentoring.views import match
from mentoring.views.shortcuts import under

urlpatterns = under(
    "request_list",
    [
        path("matching/", match.match_list, name="match_list"),
        path("matching/<key:pk>/", match.match_detail, name="match_detail"),
        path("matching/<key:pk>/lines/<key:line>/", match.match_line, name="match_line"),
        path("matching/<key:pk>/clean/", match.match_clean, name="match_clean"),
        path("matching/<key:pk>/publish/", match.match_publish, name="match_publish"),
        path("matching/<key:pk>/publish/resume/", match.match_resume, name="match_resume"),
        path("matching/<key:pk>/discard/", match.match_discard, name="match_discard"),
    ],
)
