"""Signing in through the college's provider: there, and back to the same door as with a password."""

import logging

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import SuspiciousOperation
from django.http import Http404
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from mentoring.forms.factor import CodeForm
from mentoring.queries.session import asks_code
from mentoring.views import again, door
from mentoring.views.factor import code_page

log = logging.getLogger(__name__)
ONWARD = "oidc_onward"
AWAY = "Служба единого входа сейчас не отвечает. Войдите по паролю или попробуйте через несколько минут."
NOT_YOU = "Не получилось войти через единый вход: начните сначала на этой странице."
UNKNOWN = "Для почты, которую назвал единый вход, здесь нет открытого входа. Войдите по паролю или напишите куратору."


def _only_where_named():
    if not settings.OIDC_ISSUER:
        raise Http404


@never_cache
@login_not_required
@require_safe
def sign_in_outside(request):
    """On to the provider. A link, not a form: the policy of our pages sends forms to ourselves alone."""
    _only_where_named()
    from mentoring import provider

    onward = request.GET.get("next", "")
    safe = url_has_allowed_host_and_scheme(onward, {request.get_host()}, require_https=request.is_secure())
    request.session[ONWARD] = onward if safe else reverse("home")
    try:
        return provider.AskProvider().get(request)
    except Exception as error:  # noqa: BLE001 whatever a stranger's server answers
        log.warning("The sign-in provider is away: %s", type(error).__name__)
        return _not_in(request, AWAY)


@never_cache
@login_not_required
@require_safe
def sign_in_returned(request):
    """Back from the provider: an open login with this address goes in, through the code where there is one."""
    _only_where_named()
    from mentoring import provider

    onward, kept = request.session.get(ONWARD) or reverse("home"), request.session.get(again.KEPT, "")
    try:
        user = provider.person_back(request)
    except SuspiciousOperation as error:
        log.warning("A sign-in from outside is refused: %s", error)
        return _not_in(request, NOT_YOU)
    except provider.Unavailable as error:
        log.warning("The sign-in provider is away: %s", error)
        return _not_in(request, AWAY)
    if user is None:
        return _not_in(request, UNKNOWN)
    request.session.pop(ONWARD, None)
    request.session.pop(again.KEPT, None)
    if asks_code(user):
        door.stop_half_way(request, user, onward)
        return code_page(request, CodeForm(), kept) if kept else redirect("sign_in_code")
    door.enter(request, user)
    return again.go_on(request, onward, kept)


def _not_in(request, words):
    messages.error(request, words)
    return redirect("sign_in")
