"""Addresses of petitions and of quiet requests."""

from django.urls import path

from mentoring.views import petition, petition_office
from mentoring.views.shortcuts import under

urlpatterns = under(
    "home",
    [
        path("petitions/", petition.petition_list, name="petition_list"),
        path("petitions/new/", petition.petition_choose, name="petition_choose"),
        path("petitions/new/<slug:kind>/", petition.petition_create, name="petition_create"),
        path("petitions/office/", petition_office.petition_office, name="petition_office"),
        path("petitions/<key:pk>/", petition.petition_detail, name="petition_detail"),
        path("petitions/<key:pk>/edit/", petition.petition_edit, name="petition_edit"),
        path("petitions/<key:pk>/delete/", petition.petition_delete, name="petition_delete"),
        path("petitions/<key:pk>/answer/", petition.petition_answer, name="petition_answer"),
        path("petitions/<key:pk>/withdraw/", petition.petition_withdraw, name="petition_withdraw"),
        path("petitions/<key:pk>/take/", petition_office.petition_take, name="petition_take"),
        path("petitions/<key:pk>/decide/", petition_office.petition_decide, name="petition_decide"),
        path("petitions/<key:pk>/execute/", petition_office.petition_execute, name="petition_execute"),
        path("petitions/<key:pk>/pdf/", petition.petition_pdf, name="petition_pdf"),
        path("petitions/<key:pk>/docx/", petition.petition_docx, name="petition_docx"),
        path("personal/new/", petition_office.help_ask, name="help_ask"),
        path("personal/", petition_office.help_requests, name="help_list"),
        path("personal/<key:pk>/", petition_office.help_request, name="help_request"),
        path("personal/<key:pk>/note/", petition_office.help_note, name="help_note"),
        path("personal/<key:pk>/close/", petition_office.help_close, name="help_close"),
    ],
)
