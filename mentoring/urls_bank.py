"""Addresses of the open bank: public pages, mentors' cards, applications from outside."""

from django.urls import path

from mentoring.views import open_bank, outside, publication
from mentoring.views.shortcuts import in_people, under

urlpatterns = [
    path("bank/", open_bank.bank_list, name="bank_list"),
    path("bank/m/<slug:slug>/", open_bank.bank_detail, name="bank_detail"),
    path("bank/ask/", open_bank.bank_ask, name="bank_ask"),
    path("bank/join/", open_bank.bank_join, name="bank_join"),
    path("bank/sent/", open_bank.bank_sent, name="bank_sent"),
    path("bank/confirm/", open_bank.bank_confirm, name="bank_confirm"),
    path("bank/confirm/<slug:token>/", open_bank.bank_confirm_link, name="bank_confirm_link"),
    path("people/<key:pk>/publication/", in_people(publication.publication_detail), name="publication_detail"),
    path("people/<key:pk>/publication/edit/", in_people(publication.publication_edit), name="publication_edit"),
    path("people/<key:pk>/publication/agree/", in_people(publication.publication_agree), name="publication_agree"),
    path("people/<key:pk>/publication/accept/", in_people(publication.publication_accept), name="publication_accept"),
    path("people/<key:pk>/publication/return/", in_people(publication.publication_return), name="publication_return"),
    path("people/<key:pk>/publication/hide/", in_people(publication.publication_hide), name="publication_hide"),
    path("people/<key:pk>/publication/show/", in_people(publication.publication_show), name="publication_show"),
    path("publications/", in_people(publication.publication_list), name="publication_list"),
    *under(
        "request_list",
        [
            path("outside/", outside.outside_list, name="outside_list"),
            path("outside/<key:pk>/", outside.outside_detail, name="outside_detail"),
            path("outside/<key:pk>/decline/", outside.outside_decline, name="outside_decline"),
        ],
    ),
]
