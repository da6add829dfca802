"""Addresses of personal data."""

from django.urls import path

from mentoring.views.shortcuts import in_people, under
from monitoring.views import depersonalization, privacy

urlpatterns = [
    path("privacy/", privacy.privacy, name="privacy"),
    path("profile/data/", privacy.my_data, name="my_data"),
    path("profile/data/ask/", privacy.my_data_ask, name="my_data_ask"),
    path("profile/data/<key:pk>/file/", privacy.my_data_file, name="my_data_file"),
    path("profile/readers/", privacy.my_readers, name="my_readers"),
    path(
        "people/<key:pk>/depersonalize/", in_people(depersonalization.person_depersonalize), name="person_depersonalize"
    ),
    path("privacy/acts/<key:pk>/act.pdf", depersonalization.depersonalization_pdf, name="depersonalization_pdf"),
    path("privacy/acts/<key:pk>/act.docx", depersonalization.depersonalization_docx, name="depersonalization_docx"),
    *under(
        "settings",
        [
            path("privacy/register/", privacy.privacy_register, name="privacy_register"),
            path("privacy/register.xlsx", privacy.privacy_register_xlsx, name="privacy_register_xlsx"),
            path("privacy/readings/", privacy.reading_list_page, name="reading_list"),
            path("privacy/readings.xlsx", privacy.reading_list_xlsx, name="reading_list_xlsx"),
            path("privacy/retention/", privacy.retention, name="retention"),
            path("privacy/acts/", depersonalization.depersonalization_list, name="depersonalization_list"),
            path("privacy/acts/<key:pk>/", depersonalization.depersonalization_detail, name="depersonalization_detail"),
        ],
    ),
]
