"""Addresses of requests and offers."""

from django.urls import path

from mentoring.views import offer, request
from mentoring.views.shortcuts import under

urlpatterns = under(
    "request_list",
    [
        path("requests/", request.request_list, name="request_list"),
        path("requests/new/", request.request_create, name="request_create"),
        path("requests/<key:pk>/", request.request_detail, name="request_detail"),
        path("requests/<key:pk>/edit/", request.request_edit, name="request_edit"),
        path("requests/<key:pk>/delete/", request.request_delete, name="request_delete"),
        path("requests/<key:pk>/wishes/", request.request_wishes, name="request_wishes"),
        path("requests/<key:pk>/check/", request.request_check, name="request_check"),
        path("requests/<key:pk>/answer/", request.request_answer, name="request_answer"),
        path("requests/<key:pk>/candidates/", offer.request_candidates, name="request_candidates"),
        path("requests/<key:pk>/offer/", offer.request_offer, name="request_offer"),
        path("requests/<key:pk>/queue/", offer.request_queue, name="request_queue"),
        path("requests/<key:pk>/take-back/", offer.request_take_back, name="request_take_back"),
        path("requests/<key:pk>/decline/", request.request_decline, name="request_decline"),
        path("requests/<key:pk>/close/", request.request_close, name="request_close"),
        path("requests/<key:pk>/withdraw/", request.request_withdraw, name="request_withdraw"),
        path("requests/<key:pk>/reopen/", request.request_reopen, name="request_reopen"),
        path("requests/<key:pk>/renew/", request.request_renew, name="request_renew"),
        path("requests/<key:pk>/let-go/", request.request_let_go, name="request_let_go"),
        path("requests/<key:pk>/recall/", request.request_recall, name="request_recall"),
        path("offers/<key:pk>/", offer.offer_answer, name="offer_answer"),
    ],
)
