"""Addresses of practice cards: inside the college and in the open bank."""

from django.urls import path

from mentoring.views.shortcuts import under
from programs.views import practice, practice_check, practice_public

urlpatterns = [
    path("bank/practices/", practice_public.bank_practices, name="bank_practices"),
    path("bank/practices/<slug:slug>/", practice_public.bank_practice, name="bank_practice"),
    *under(
        "program_list",
        [
            path("programs/<key:pk>/practice/", practice.practice_start, name="practice_start"),
            path("practices/", practice.practice_list, name="practice_list"),
            path("practices/<key:pk>/", practice.practice_detail, name="practice_detail"),
            path("practices/<key:pk>/edit/", practice.practice_edit, name="practice_edit"),
            path("practices/<key:pk>/send/", practice.practice_send, name="practice_send"),
            path("practices/<key:pk>/recall/", practice.practice_recall, name="practice_recall"),
            path("practices/<key:pk>/accept/", practice_check.practice_accept, name="practice_accept"),
            path("practices/<key:pk>/return/", practice_check.practice_return, name="practice_return"),
            path("practices/<key:pk>/retire/", practice.practice_retire, name="practice_retire"),
            path("practices/<key:pk>/restore/", practice.practice_restore, name="practice_restore"),
            path("practices/<key:pk>/thank/", practice.practice_thank, name="practice_thank"),
            path("practices/<key:pk>/unthank/", practice.practice_unthank, name="practice_unthank"),
            path("practices/<key:pk>/ask/", practice_check.practice_ask, name="practice_ask"),
            path("practices/<key:pk>/open/", practice_check.practice_open, name="practice_open"),
            path("practices/<key:pk>/close/", practice_check.practice_close, name="practice_close"),
            path("practices/<key:pk>/practice.pdf", practice.practice_pdf, name="practice_pdf"),
            path("practices/<key:pk>/practice.docx", practice.practice_docx, name="practice_docx"),
            path("practice-agreements/<key:pk>/", practice_check.practice_agreement, name="practice_agreement"),
            path("practice-agreements/<key:pk>/answer/", practice_check.practice_answer, name="practice_answer"),
        ],
    ),
]
