"""Addresses of case tasks: the curator's bank, cases of a program, one answer."""

from django.urls import path

from mentoring.views.shortcuts import under
from monitoring.views import case

urlpatterns = under(
    "survey_list",
    [
        path("cases/", case.case_list, name="case_list"),
        path("cases/xlsx/", case.case_xlsx, name="case_xlsx"),
        path("cases/new/", case.case_create, name="case_create"),
        path("cases/<key:pk>/", case.case_detail, name="case_detail"),
        path("cases/<key:pk>/edit/", case.case_edit, name="case_edit"),
        path("cases/<key:pk>/publish/", case.case_publish, name="case_publish"),
        path("cases/<key:pk>/retire/", case.case_retire, name="case_retire"),
        path("programs/<key:pk>/cases/", case.program_cases, name="program_cases"),
        path("programs/<key:pk>/cases/new/", case.case_give, name="case_give"),
        path("cases/answers/<key:pk>/", case.case_answer, name="case_answer"),
        path("cases/answers/<key:pk>/write/", case.case_write, name="case_write"),
        path("cases/answers/<key:pk>/mark/", case.case_mark, name="case_mark"),
        path("cases/answers/<key:pk>/drop/", case.case_drop, name="case_drop"),
    ],
)
