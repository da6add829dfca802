"""Addresses of how somebody signs in: the second step, one's own sessions, the administrator's page of a login."""

from django.urls import path

from mentoring.views import factor, provider, session
from mentoring.views.shortcuts import in_people

urlpatterns = [
    path("sign-in/code/", factor.sign_in_code, name="sign_in_code"),
    path("sign-in/outside/", provider.sign_in_outside, name="sign_in_outside"),
    path("sign-in/returned/", provider.sign_in_returned, name="sign_in_returned"),
    path("profile/second-step/", factor.factor, name="factor"),
    path("profile/second-step/connect/", factor.factor_connect, name="factor_connect"),
    path("profile/second-step/spare/", factor.factor_renew, name="factor_renew"),
    path("profile/second-step/off/", factor.factor_off, name="factor_off"),
    path("profile/sign-ins/", session.my_sessions, name="my_sessions"),
    path("profile/sign-ins/end/", session.session_end, name="session_end"),
    path("profile/sign-ins/end-others/", session.sessions_end_others, name="sessions_end_others"),
    path("people/<key:pk>/login/", in_people(session.person_login), name="person_login"),
    path("people/<key:pk>/login/end/", session.person_session_end, name="person_session_end"),
    path("people/<key:pk>/login/end-all/", session.person_sessions_end, name="person_sessions_end"),
    path("people/<key:pk>/login/second-step/reset/", session.person_factor_reset, name="person_factor_reset"),
]
