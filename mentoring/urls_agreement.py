"""Addresses of the room «Дополнительные соглашения»."""

from django.urls import path

from mentoring.views import agreement
from mentoring.views.shortcuts import in_people

urlpatterns = [
    path("agreements/", in_people(agreement.agreement_list), name="agreement_list"),
    path("people/<key:pk>/agreements/new/", in_people(agreement.agreement_create), name="agreement_create"),
    path("agreements/<key:pk>/", in_people(agreement.agreement_detail), name="agreement_detail"),
    path("agreements/<key:pk>/edit/", in_people(agreement.agreement_edit), name="agreement_edit"),
    path("agreements/<key:pk>/issue/", in_people(agreement.agreement_issue), name="agreement_issue"),
    path("agreements/<key:pk>/scan/", in_people(agreement.agreement_scan), name="agreement_scan"),
    path("agreements/<key:pk>/end/", in_people(agreement.agreement_end), name="agreement_end"),
    path("agreements/<key:pk>/delete/", in_people(agreement.agreement_delete), name="agreement_delete"),
    path("agreements/<key:pk>/agreement.pdf", in_people(agreement.agreement_pdf), name="agreement_pdf"),
    path("agreements/<key:pk>/agreement.docx", in_people(agreement.agreement_docx), name="agreement_docx"),
    path("agreements/<key:pk>/file/", in_people(agreement.agreement_file), name="agreement_file"),
]
