"""Addresses of instruments and of the questions in them."""

from django.urls import path

from monitoring.views import instrument, question

urlpatterns = [
    path("instruments/", instrument.instrument_list, name="instrument_list"),
    path("instruments/new/", instrument.instrument_create, name="instrument_create"),
    path("instruments/import/", instrument.instrument_import, name="instrument_import"),
    path("instruments/<key:pk>/", instrument.instrument_edit, name="instrument_edit"),
    path("instruments/<key:pk>/head/", instrument.instrument_head, name="instrument_head"),
    path("instruments/<key:pk>/parts/", instrument.instrument_parts, name="instrument_parts"),
    path("instruments/<key:pk>/preview/", instrument.instrument_preview, name="instrument_preview"),
    path("instruments/<key:pk>/versions/", instrument.instrument_versions, name="instrument_versions"),
    path("instruments/<key:pk>/equal/", instrument.instrument_equal, name="instrument_equal"),
    path("instruments/<key:pk>/publish/", instrument.instrument_publish, name="instrument_publish"),
    path("instruments/<key:pk>/copy/", instrument.instrument_copy, name="instrument_copy"),
    path("instruments/<key:pk>/discard/", instrument.instrument_discard, name="instrument_discard"),
    path("instruments/<key:pk>/blank.pdf", instrument.instrument_pdf, name="instrument_pdf"),
    path("instruments/<key:pk>/instrument.json", instrument.instrument_export, name="instrument_export"),
    path("instruments/<key:pk>/questions/new/", question.question_create, name="question_create"),
    path("instruments/<key:pk>/questions/<key:question_pk>/", question.question_edit, name="question_edit"),
    path("instruments/<key:pk>/questions/<key:question_pk>/move/", question.question_move, name="question_move"),
    path("instruments/<key:pk>/questions/<key:question_pk>/copy/", question.question_copy, name="question_copy"),
    path("instruments/<key:pk>/questions/<key:question_pk>/remove/", question.question_remove, name="question_remove"),
]
