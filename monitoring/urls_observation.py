"""Addresses of observed lessons, their cards and criteria, opinions."""

from django.urls import path

from monitoring.views import observation, observation_card, opinion

urlpatterns = [
    path("observations/", observation.observation_list, name="observation_list"),
    path("observations/xlsx/", observation.observation_list_xlsx, name="observation_list_xlsx"),
    path("observations/<key:pk>/", observation.observation_detail, name="observation_detail"),
    path("observations/criteria/<key:pk>/", observation.observation_criteria, name="observation_criteria"),
    path("programs/<key:pk>/observations/", observation.program_observations, name="program_observations"),
    path("programs/<key:pk>/observations/new/", observation.observation_plan, name="observation_plan"),
    path("observations/cards/<key:pk>/", observation_card.card_detail, name="card_detail"),
    path("observations/cards/<key:pk>/fill/", observation_card.card_fill, name="card_fill"),
    path("observations/cards/<key:pk>/sign/", observation_card.card_sign, name="card_sign"),
    path("observations/cards/<key:pk>/read/", observation_card.card_acquaint, name="card_acquaint"),
    path("observations/cards/<key:pk>/close/", observation_card.card_close, name="card_close"),
    path("observations/cards/<key:pk>/off/", observation_card.card_call_off, name="card_call_off"),
    path("observations/cards/<key:pk>/replace/", observation_card.card_replace, name="card_replace"),
    path("observations/cards/<key:pk>/card.pdf", observation_card.card_pdf, name="card_pdf"),
    path("observations/cards/<key:pk>/card.docx", observation_card.card_docx, name="card_docx"),
    path("observations/documents/<key:pk>/", observation_card.card_of_document, name="card_of_document"),
    path("programs/<key:pk>/opinions/ask/", opinion.opinion_ask, name="opinion_ask"),
    path("opinions/<key:pk>/", opinion.opinion_detail, name="opinion_detail"),
    path("opinions/<key:pk>/drop/", opinion.opinion_drop, name="opinion_drop"),
]
