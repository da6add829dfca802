"""Addresses of letters."""

from django.urls import path

from mentoring.views import letter

urlpatterns = [
    path("letters/", letter.letter_list, name="letter_list"),
    path("letters/stop/", letter.letter_stop_all, name="letter_stop_all"),
    path("letters/release/", letter.letter_release, name="letter_release"),
    path("letters/<key:pk>/stop/", letter.letter_stop, name="letter_stop"),
    path("letters/<key:pk>/again/", letter.letter_again, name="letter_again"),
    path("letters/wording/", letter.letter_wordings, name="letter_wordings"),
    path("letters/wording/<slug:code>/", letter.letter_wording, name="letter_wording"),
    path("letters/wording/<slug:code>/reset/", letter.letter_wording_reset, name="letter_wording_reset"),
    path("letters/wording/<slug:code>/sample/", letter.letter_sample, name="letter_sample"),
    path("profile/letters/", letter.letter_choice, name="letter_choice"),
]
