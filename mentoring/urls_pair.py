"""Addresses of pairs and groups; the page of one pair is on the top floor."""

from django.urls import path

from mentoring.views import pair
from mentoring.views.shortcuts import under

urlpatterns = under(
    "pair_list",
    [
        path("pairs/", pair.pair_list, name="pair_list"),
        path("pairs/new/", pair.pair_create, name="pair_create"),
        path("pairs/<key:pk>/edit/", pair.pair_edit, name="pair_edit"),
        path("pairs/<key:pk>/drop/", pair.pair_drop, name="pair_drop"),
    ],
)
