"""Addresses of the repeated measure: one sheet, a program's measures, the change of all."""

from django.urls import path

from monitoring.views import stage_change, stage_check

urlpatterns = [
    path("checks/<key:pk>/", stage_check.stage_check_detail, name="stage_check_detail"),
    path("checks/<key:pk>/again/", stage_check.stage_check_again, name="stage_check_again"),
    path("programs/<key:pk>/checks/", stage_check.program_checks, name="program_checks"),
    path("programs/<key:pk>/checks/<slug:stage>/ask/", stage_check.stage_check_ask, name="stage_check_ask"),
    path("checks/change/", stage_change.stage_change, name="stage_change"),
    path("checks/change/file/<slug:kind>/", stage_change.stage_change_paper, name="stage_change_paper"),
]
