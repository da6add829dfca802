"""Addresses of the production calendar."""

from django.urls import path

from mentoring.views import workday

urlpatterns = [
    path("workdays/", workday.workday_list, name="workday_list"),
    path("workdays/import/", workday.workday_import, name="workday_import"),
    path("workdays/<key:pk>/remove/", workday.workday_remove, name="workday_remove"),
]
