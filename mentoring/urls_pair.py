"""Addresses of pairs and groups; the page of one pair is on the top floor."""

from django.urls import path

from mentoring.views import pair, story, talk
from mentoring.views.shortcuts import under

urlpatterns = under(
    "pair_list",
    [
        path("pairs/", pair.pair_list, name="pair_list"),
        path("pairs/new/", pair.pair_create, name="pair_create"),
        path("pairs/<key:pk>/edit/", pair.pair_edit, name="pair_edit"),
        path("pairs/<key:pk>/drop/", pair.pair_drop, name="pair_drop"),
        path("pairs/<key:pk>/story/", story.pair_story, name="pair_story"),
        path("pairs/<key:pk>/talk/", talk.pair_talk, name="pair_talk"),
        path("pairs/<key:pk>/talk/open/", talk.pair_talk_open, name="pair_talk_open"),
        path("messages/<key:pk>/edit/", talk.message_edit, name="message_edit"),
        path("messages/<key:pk>/delete/", talk.message_delete, name="message_delete"),
        path("messages/files/<key:pk>/", talk.message_file, name="message_file"),
    ],
)
