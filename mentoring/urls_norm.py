"""Addresses of the normative base and of acquaintance sheets."""

from django.urls import path

from mentoring.views import acquaintance, norm
from mentoring.views.shortcuts import under

urlpatterns = under(
    "document_list",
    [
        path("norms/", norm.norm_list, name="norm_list"),
        path("norms/new/", norm.norm_create, name="norm_create"),
        path("norms/<key:pk>/", norm.norm_detail, name="norm_detail"),
        path("norms/<key:pk>/edit/", norm.norm_edit, name="norm_edit"),
        path("norms/<key:pk>/retire/", norm.norm_retire, name="norm_retire"),
        path("norms/<key:pk>/restore/", norm.norm_restore, name="norm_restore"),
        path("norms/<key:pk>/versions/new/", norm.norm_version_add, name="norm_version_add"),
        path("norms/<key:pk>/versions/<key:number>/", norm.norm_version, name="norm_version"),
        path("norms/<key:pk>/versions/<key:number>/file/", norm.norm_version_file, name="norm_version_file"),
        path("norms/<key:pk>/versions/<key:number>/drop/", norm.norm_version_withdraw, name="norm_version_withdraw"),
        path("norms/<key:pk>/versions/<key:number>/sheet/", acquaintance.sheet_open_norm, name="sheet_open_norm"),
        path("norms/consents/<key:pk>/", norm.norm_consent, name="norm_consent"),
        path("acquaintance/", acquaintance.sheet_list, name="sheet_list"),
        path("acquaintance/<key:pk>/", acquaintance.sheet_detail, name="sheet_detail"),
        path("acquaintance/<key:pk>/read/", acquaintance.sheet_read, name="sheet_read"),
        path("acquaintance/<key:pk>/pdf/", acquaintance.sheet_pdf, name="sheet_pdf"),
        path("acquaintance/<key:pk>/docx/", acquaintance.sheet_docx, name="sheet_docx"),
        path("acquaintance/<key:pk>/open/", acquaintance.sheet_open, name="sheet_open"),
        path("acquaintance/<key:pk>/people/", acquaintance.sheet_people, name="sheet_people"),
        path("acquaintance/<key:pk>/remind/", acquaintance.sheet_remind, name="sheet_remind"),
        path("acquaintance/<key:pk>/due/", acquaintance.sheet_due, name="sheet_due"),
        path("acquaintance/<key:pk>/paper/", acquaintance.sheet_paper, name="sheet_paper"),
        path("acquaintance/<key:pk>/people/<key:person_pk>/excuse/", acquaintance.sheet_excuse, name="sheet_excuse"),
        path("acquaintance/<key:pk>/people/<key:person_pk>/include/", acquaintance.sheet_include, name="sheet_include"),
        path("acquaintance/<key:pk>/people/<key:person_pk>/scan/", acquaintance.sheet_scan, name="sheet_scan"),
    ],
)
