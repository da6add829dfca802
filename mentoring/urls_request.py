"""Addresses of requests and offers."""

from django.urls import path

from mentoring.views import offer, request
from mentoring.views.shortcuts import under

urlpatterns = under(
    "request_list",
    [
        path("requests/", request.request_list, name="request_list"),
        path("requests/new/", request.request_create, name="request_create"),
        path("requests/<int:pk>/", request.request_detail, name="request_detail"),
        path("requests/<int:pk>/edit/", request.request_edit, name="request_edit"),
        path("requests/<int:pk>/wishes/", request.request_wishes, name="request_wishes"),
        path("requests/<int:pk>/check/", request.request_check, name="request_check"),
        path("requests/<int:pk>/answer/", request.request_answer, name="request_answer"),
        path("requests/<int:pk>/candidates/", offer.request_candidates, name="request_candidates"),
        path("requests/<int:pk>/offer/", offer.request_offer, name="request_offer"),
        path("requests/<int:pk>/take-back/", offer.request_take_back, name="request_take_back"),
        path("requests/<int:pk>/decline/", request.request_decline, name="request_decline"),
        path("requests/<int:pk>/close/", request.request_close, name="request_close"),
        path("requests/<int:pk>/withdraw/", request.request_withdraw, name="request_withdraw"),
        path("requests/<int:pk>/reopen/", request.request_reopen, name="request_reopen"),
        path("requests/<int:pk>/recall/", request.request_recall, name="request_recall"),
        path("offers/<int:pk>/", offer.offer_answer, name="offer_answer"),
    ],
)
