"""Addresses of level 2: tests, the bank of questions, rubrics and practical tasks."""

from django.urls import path

from mentoring.views.shortcuts import under
from monitoring.views.knowledge import answer, bank, practical, test

urlpatterns = under(
    "survey_list",
    [
        path("tests/", test.test_list, name="test_list"),
        path("tests/xlsx/", test.test_xlsx, name="test_xlsx"),
        path("tests/<key:pk>/", test.test_detail, name="test_detail"),
        path("tests/<key:pk>/start/", answer.test_start, name="test_start"),
        path("tests/<key:pk>/page/<key:number>/", answer.test_page, name="test_page"),
        path("tests/<key:pk>/send/", answer.test_send, name="test_send"),
        path("tests/<key:pk>/check/", answer.test_check, name="test_check"),
        path("tests/<key:pk>/skip/", test.test_skip, name="test_skip"),
        path("tests/<key:pk>/again/", test.test_again, name="test_again"),
        path("tests/<key:pk>/sign/", test.test_protocol, name="test_protocol"),
        path("tests/<key:pk>/protocol.pdf", test.test_pdf, name="test_pdf"),
        path("tests/<key:pk>/protocol.docx", test.test_docx, name="test_docx"),
        path("documents/<key:pk>/test/", test.test_of_document, name="test_of_document"),
        path("programs/<key:pk>/tests/", test.program_tests, name="program_tests"),
        path("programs/<key:pk>/tests/<slug:moment>/new/", test.test_assign, name="test_assign"),
        path("programs/<key:pk>/tests/people/<key:person_pk>/", test.test_estimate, name="test_estimate"),
        path("questions/", bank.bank_question_list, name="bank_question_list"),
        path("questions/xlsx/", bank.bank_question_xlsx, name="bank_question_xlsx"),
        path("questions/json/", bank.bank_question_json, name="bank_question_json"),
        path("questions/new/", bank.bank_question_create, name="bank_question_create"),
        path("questions/import/", bank.bank_question_import, name="bank_question_import"),
        path("questions/<key:pk>/", bank.bank_question_detail, name="bank_question_detail"),
        path("questions/<key:pk>/edit/", bank.bank_question_edit, name="bank_question_edit"),
        path("questions/<key:pk>/publish/", bank.bank_question_publish, name="bank_question_publish"),
        path("questions/<key:pk>/retire/", bank.bank_question_retire, name="bank_question_retire"),
        path("questions/<key:pk>/restore/", bank.bank_question_restore, name="bank_question_restore"),
        path("questions/<key:pk>/replace/", bank.bank_question_replace, name="bank_question_replace"),
        path("rubrics/", practical.rubric_list, name="rubric_list"),
        path("rubrics/new/", practical.rubric_create, name="rubric_create"),
        path("rubrics/<key:pk>/", practical.rubric_detail, name="rubric_detail"),
        path("rubrics/<key:pk>/edit/", practical.rubric_edit, name="rubric_edit"),
        path("rubrics/<key:pk>/publish/", practical.rubric_publish, name="rubric_publish"),
        path("rubrics/<key:pk>/retire/", practical.rubric_retire, name="rubric_retire"),
        path("assignments/<key:pk>/rubric/", practical.practical_choose, name="practical_choose"),
        path("practical/<key:pk>/", practical.practical_detail, name="practical_detail"),
        path("practical/<key:pk>/mark/", practical.practical_mark, name="practical_mark"),
    ],
)
