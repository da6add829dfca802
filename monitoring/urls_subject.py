"""Addresses of requests about own data, of incidents with data and of the notice of processing."""

from django.urls import path

from mentoring.views.shortcuts import under
from monitoring.views import incident, subject

urlpatterns = [
    path("profile/requests/", subject.subject_mine, name="subject_mine"),
    path("profile/requests/new/", subject.subject_ask, name="subject_ask"),
    path("privacy/requests/<key:pk>/", subject.subject_detail, name="subject_detail"),
    path("privacy/requests/<key:pk>/recall/", subject.subject_recall, name="subject_recall"),
    path("privacy/requests/<key:pk>/paper/<slug:kind>/", subject.subject_paper, name="subject_paper"),
    path("privacy/requests/<key:pk>/file/<slug:which>/", subject.subject_file, name="subject_file"),
    *under(
        "settings",
        [
            path("privacy/requests/", subject.subject_list, name="subject_list"),
            path("privacy/requests/file/<slug:kind>/", subject.subject_list_file, name="subject_list_file"),
            path("privacy/requests/new/", subject.subject_enter, name="subject_enter"),
            path("privacy/requests/<key:pk>/assign/", subject.subject_assign, name="subject_assign"),
            path("privacy/requests/<key:pk>/extend/", subject.subject_extend, name="subject_extend"),
            path("privacy/requests/<key:pk>/answer/", subject.subject_answer, name="subject_answer"),
            path("privacy/incidents/", incident.incident_list_page, name="incident_list"),
            path("privacy/incidents.xlsx", incident.incident_list_xlsx, name="incident_list_xlsx"),
            path("privacy/incidents/new/", incident.incident_create, name="incident_create"),
            path("privacy/incidents/<key:pk>/", incident.incident_detail, name="incident_detail"),
            path("privacy/incidents/<key:pk>/edit/", incident.incident_edit, name="incident_edit"),
            path("privacy/incidents/<key:pk>/sent/<slug:step>/", incident.incident_sent, name="incident_sent"),
            path("privacy/incidents/<key:pk>/drop/", incident.incident_drop, name="incident_drop"),
            path(
                "privacy/incidents/<key:pk>/notice/<slug:which>/<slug:kind>/",
                incident.incident_paper,
                name="incident_paper",
            ),
            path("privacy/notice/", incident.privacy_notice, name="privacy_notice"),
            path("privacy/notice/<slug:kind>/", incident.privacy_notice_file, name="privacy_notice_file"),
        ],
    ),
]
