"""The one way in: who has shown a password, and a code where there is a second step, is signed in here and nowhere else."""

from time import time
from urllib.parse import urlencode

from django.conf import settings
from django.contrib.auth import login
from django.urls import reverse
from django.utils.crypto import constant_time_compare

from mentoring.authentication import visitor_address
from mentoring.kit.browser import browser_words, network_words
from mentoring.queries.session import users_with_code
from mentoring.sessions import BROWSER, NETWORK

BACKEND = "mentoring.authentication.EmailBackend"
PASSED = "second_step"
HALF = "half_way"
LASTS = 10 * 60


def enter(request, user, *, passed=False):
    """Begin the session of `user`; it remembers the browser and the network, so that the person recognizes it."""
    login(request, user, backend=BACKEND)
    request.session[BROWSER] = browser_words(request.headers.get("User-Agent", ""))
    request.session[NETWORK] = network_words(visitor_address(request))
    if passed:
        request.session[PASSED] = True


def stop_half_way(request, user, onward):
    """The password was right: for some minutes this browser may show the code. `onward` is where it goes then."""
    request.session.flush()
    request.session[HALF] = {
        "user": user.pk,
        "mark": user.get_session_auth_hash(),
        "until": int(time()) + LASTS,
        "to": onward,
    }


def outside(onward=""):
    """The button of the college's provider: {"text", "url"}; None where none is named."""
    if not settings.OIDC_ISSUER:
        return None
    query = f"?{urlencode({'next': onward})}" if onward else ""
    return {"text": f"Войти через {settings.OIDC_LABEL}", "url": reverse("sign_in_outside") + query}


def half_way(request):
    """(user, onward) of who has shown a password here and not yet a code; None when the minutes are over, the login
    was closed or its password changed meanwhile."""
    kept = request.session.get(HALF)
    if not kept or kept["until"] < time():
        return None
    user = users_with_code().filter(pk=kept["user"]).first()
    if user is None or not constant_time_compare(kept["mark"], user.get_session_auth_hash()):
        return None
    return user, kept["to"]
