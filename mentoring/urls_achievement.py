"""Addresses of achievements: the list, one's own, one record, help with it."""

from django.urls import path

from mentoring.views import achievement, achievement_help
from mentoring.views.shortcuts import in_people

urlpatterns = [
    path("achievements/", in_people(achievement.achievement_list), name="achievement_list"),
    path("achievements/xlsx/", achievement.achievement_xlsx, name="achievement_xlsx"),
    path("achievements/mine/", in_people(achievement.achievement_mine), name="achievement_mine"),
    path("achievements/new/", in_people(achievement.achievement_create), name="achievement_create"),
    path("achievements/<key:pk>/", in_people(achievement.achievement_detail), name="achievement_detail"),
    path("achievements/<key:pk>/edit/", in_people(achievement.achievement_edit), name="achievement_edit"),
    path("achievements/<key:pk>/remove/", achievement.achievement_remove, name="achievement_remove"),
    path("achievements/<key:pk>/restore/", achievement.achievement_restore, name="achievement_restore"),
    path("achievements/<key:pk>/confirm/", achievement.achievement_confirm, name="achievement_confirm"),
    path("achievements/<key:pk>/unconfirm/", achievement.achievement_unconfirm, name="achievement_unconfirm"),
    path("achievements/<key:pk>/return/", in_people(achievement.achievement_return), name="achievement_return"),
    path("achievements/<key:pk>/files/<key:file_pk>/", achievement.achievement_file, name="achievement_file"),
    path(
        "achievements/<key:pk>/files/<key:file_pk>/remove/",
        achievement.achievement_file_remove,
        name="achievement_file_remove",
    ),
    path(
        "achievements/<key:pk>/help/ask/", in_people(achievement_help.achievement_help_ask), name="achievement_help_ask"
    ),
    path(
        "achievements/<key:pk>/help/give/",
        in_people(achievement_help.achievement_help_give),
        name="achievement_help_give",
    ),
    path(
        "achievements/help/<key:pk>/",
        in_people(achievement_help.achievement_help_answer),
        name="achievement_help_answer",
    ),
    path(
        "achievements/help/<key:pk>/remove/", achievement_help.achievement_help_remove, name="achievement_help_remove"
    ),
]
