"""Addresses of the ground floor."""

from importlib.util import find_spec

from django.urls import include, path

from mentoring.views import account, frame, health, setting

urlpatterns = [
    path("sign-in/", account.sign_in, name="sign_in"),
    path("sign-out/", account.sign_out, name="sign_out"),
    path("sign-out/everywhere/", account.sign_out_everywhere, name="sign_out_everywhere"),
    path("password/reset/", account.password_reset, name="password_reset"),
    path("password/reset/sent/", account.password_reset_sent, name="password_reset_sent"),
    path("password/reset/<uidb64>/<token>/", account.set_password, name="password_set"),
    path("invitation/<uidb64>/<token>/", account.accept_invitation, name="invitation"),
    path("password/change/", account.password_change, name="password_change"),
    path("profile/", account.profile, name="profile"),
    path("role/", account.choose_role, name="choose_role"),
    path("display/", account.display_settings, name="display_settings"),
    path("accessibility/", frame.accessibility, name="accessibility"),
    path("search/", frame.search, name="search"),
    path("help/how-it-works/", frame.help_how_it_works, name="help_how_it_works"),
    path("help/who-sees-what/", frame.help_who_sees_what, name="help_who_sees_what"),
    path("help/ask-curator/", frame.help_ask_curator, name="help_ask_curator"),
    path("help/<slug:role>/", frame.help_role, name="help_role"),
    path("settings/", setting.settings, name="settings"),
    path("settings/<slug:code>/", setting.setting_edit, name="setting_edit"),
    path("healthz", health.healthz, name="healthz"),
    path("health/", health.alive, name="health"),
    path("ready/", health.ready, name="ready"),
    path("metrics/", health.metrics, name="metrics"),
]

ROOMS = (
    "factor",
    "people",
    "request",
    "pair",
    "document",
    "letter",
    "council",
    "diagnosis",
    "match",
    "consent",
    "agreement",
    "achievement",
    "development",
    "workdays",
    "change",
    "ending",
    "petition",
    "campaign",
    "norm",
    "bank",
    "styleguide",
)
for room in ROOMS:
    if find_spec(f"mentoring.urls_{room}"):
        urlpatterns.append(path("", include(f"mentoring.urls_{room}")))
