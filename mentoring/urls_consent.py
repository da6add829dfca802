"""Addresses of the room «Согласия»."""

from django.urls import path

from mentoring.views import consent, consent_text, revocation
from mentoring.views.shortcuts import in_people

urlpatterns = [
    path("my/consents/", consent.my_consents, name="my_consents"),
    path("people/<key:pk>/consents/", in_people(consent.person_consents), name="person_consents"),
    path("people/<key:pk>/consents/<slug:kind>/request/", in_people(consent.consent_request), name="consent_request"),
    path("people/<key:pk>/consents/<slug:kind>/ask/", in_people(consent.consent_ask), name="consent_ask"),
    path("people/<key:pk>/consents/<slug:kind>/record/", in_people(consent.consent_record), name="consent_record"),
    path("consents/", in_people(consent_text.consent_list), name="consent_list"),
    path("consents/texts/<slug:kind>/", in_people(consent_text.consent_text), name="consent_text"),
    path(
        "consents/texts/<slug:kind>/ask/",
        in_people(consent_text.consent_ask_everybody),
        name="consent_ask_everybody",
    ),
    path("consents/<key:pk>/", in_people(consent.consent_answer), name="consent_answer"),
    path("consents/<key:pk>/consent.pdf", in_people(consent.consent_pdf), name="consent_pdf"),
    path("consents/<key:pk>/consent.docx", in_people(consent.consent_docx), name="consent_docx"),
    path("consents/<key:pk>/file/", in_people(consent.consent_file), name="consent_file"),
    path("consents/<key:pk>/revoke/", in_people(revocation.consent_revoke), name="consent_revoke"),
    path("consents/<key:pk>/restore/", in_people(revocation.consent_restore), name="consent_restore"),
    path("consents/<key:pk>/settle/", in_people(revocation.consent_settle), name="consent_settle"),
    path("consents/<key:pk>/revocation.pdf", in_people(consent.revocation_pdf), name="revocation_pdf"),
    path("consents/<key:pk>/revocation.docx", in_people(consent.revocation_docx), name="revocation_docx"),
    path("consents/<key:pk>/revocation/", in_people(consent.revocation_file), name="revocation_file"),
]
