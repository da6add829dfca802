"""Addresses printed on papers: the check of their authenticity."""

from django.urls import path

from monitoring.views import verify

urlpatterns = [
    path("verify/", verify.verify, name="verify"),
    path("verify/<slug:code>/", verify.verify_document, name="verify_document"),
]
