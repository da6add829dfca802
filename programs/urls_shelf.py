"""Addresses of plan templates and of the shelf of materials."""

from django.urls import path

from mentoring.views.shortcuts import under
from programs.views import suggest

urlpatterns = under(
    "program_list",
    [
        path("programs/<key:pk>/suggest/", suggest.program_suggest, name="program_suggest"),
    ],
)
