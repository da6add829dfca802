"""Addresses of the cards of difficulties."""

from django.urls import path

from mentoring.views import diagnosis, diagnosis_card, diagnosis_sheet
from mentoring.views.shortcuts import in_cards

urlpatterns = [
    path("diagnoses/", in_cards(diagnosis.diagnosis_list), name="diagnosis_list"),
    path("diagnoses/ask/", in_cards(diagnosis.diagnosis_ask), name="diagnosis_ask"),
    path("diagnoses/start/", diagnosis.diagnosis_start, name="diagnosis_start"),
    path("diagnoses/<key:pk>/", in_cards(diagnosis.diagnosis_detail), name="diagnosis_detail"),
    path("diagnoses/<key:pk>/withdraw/", diagnosis.diagnosis_withdraw, name="diagnosis_withdraw"),
    path("diagnoses/<key:pk>/reopen/", diagnosis.diagnosis_reopen, name="diagnosis_reopen"),
    path("diagnoses/<key:pk>/opinion/", diagnosis.diagnosis_opinion, name="diagnosis_opinion"),
    path("diagnoses/<key:pk>/ask-opinion/", diagnosis.diagnosis_ask_opinion, name="diagnosis_ask_opinion"),
    path("diagnoses/<key:pk>/card.pdf", diagnosis.diagnosis_pdf, name="diagnosis_pdf"),
    path("diagnoses/<key:pk>/card.docx", diagnosis.diagnosis_docx, name="diagnosis_docx"),
    path("diagnoses/sheets/<key:pk>/", diagnosis_sheet.diagnosis_sheet, name="diagnosis_sheet"),
    path("diagnoses/sheets/<key:pk>/send/", diagnosis_sheet.diagnosis_send, name="diagnosis_send"),
    path("diagnoses/sheets/<key:pk>/drop/", diagnosis_sheet.diagnosis_opinion_drop, name="diagnosis_opinion_drop"),
    path(
        "diagnoses/sheets/<key:pk>/reopen/", diagnosis_sheet.diagnosis_opinion_reopen, name="diagnosis_opinion_reopen"
    ),
    path("diagnoses/sheets/<key:pk>/parts/<slug:code>/", diagnosis_sheet.diagnosis_part, name="diagnosis_part"),
    path("diagnoses/cards/", in_cards(diagnosis_card.diagnosis_card_list), name="diagnosis_card_list"),
    path("diagnoses/cards/<key:pk>/", in_cards(diagnosis_card.diagnosis_card_detail), name="diagnosis_card_detail"),
    path("diagnoses/cards/<key:pk>/preview/", diagnosis_card.diagnosis_card_preview, name="diagnosis_card_preview"),
    path(
        "diagnoses/cards/<key:pk>/publish/",
        in_cards(diagnosis_card.diagnosis_card_publish),
        name="diagnosis_card_publish",
    ),
    path("diagnoses/cards/<key:pk>/copy/", diagnosis_card.diagnosis_card_copy, name="diagnosis_card_copy"),
    path("diagnoses/cards/<key:pk>/delete/", diagnosis_card.diagnosis_card_delete, name="diagnosis_card_delete"),
]
