"""Who is asking, and what Django does not see to: headers, addresses no database takes, sessions that are over."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import SESSION_KEY, logout
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import BadRequest
from django.http import JsonResponse
from django.shortcuts import redirect
from django.utils.cache import add_never_cache_headers
from django.utils.functional import SimpleLazyObject

from mentoring.access import actor_of, must_have_factor
from mentoring.queries.session import asks_code
from mentoring.sessions import is_kept
from mentoring.views import again
from mentoring.views.door import PASSED


class ActorMiddleware:
    """Puts `request.actor` on every request; nothing is read until somebody asks."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        request.actor = SimpleLazyObject(lambda: actor_of(request.user, request.session.get("role", "")))
        return self.get_response(request)


class WholeAddressMiddleware:
    """PostgreSQL takes no NUL in a text: an address that holds one is a bad request on every database."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        query = request.META.get("QUERY_STRING", "")
        if "%00" in query or "\0" in query or "\0" in request.path_info:
            raise BadRequest("NUL in the address")
        return self.get_response(request)


class PrivateMiddleware:
    """Nobody keeps a copy of what a signed-in person was shown; a downloaded file runs nothing in our name."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        if request.session.accessed and SESSION_KEY in request.session:
            again.remember(request, response)
            if not response.has_header("Cache-Control"):
                add_never_cache_headers(response)
        if response.headers.get("Content-Disposition", "").startswith("attachment"):
            response.headers.setdefault("Content-Security-Policy", "sandbox; default-src 'none'")
        return response


OVER_BY_TIME = "Вы вышли по времени."
ENDED_ELSEWHERE = "Вход закончился: его закрыли на другом устройстве, или прошло много времени."


class SignInMiddleware(LoginRequiredMiddleware):
    """A guest goes to the sign-in; whose session is over is told so, and what was written is not lost."""

    def handle_no_permission(self, request, view_func):
        if request.headers.get("X-Requested-With") == "autosave":
            words = "Вы вышли по времени. Войдите в другом окне и сохраните страницу кнопкой: текст цел."
            return JsonResponse({"message": words}, status=401)
        waiting = again.of(request)
        if waiting:
            return again.sign_in_first(request, waiting)
        if settings.SESSION_COOKIE_NAME in request.COOKIES:
            key = request.COOKIES[settings.SESSION_COOKIE_NAME]
            messages.info(request, f"{OVER_BY_TIME if is_kept(key) else ENDED_ELSEWHERE} Войдите снова.")
        if request.method == "POST":
            return redirect_to_login(again.came_from(request))  # the address of a button opens no page
        return super().handle_no_permission(request, view_func)


class SecondStepMiddleware:
    """Whose role obliges to a second step connects it before anything else; the administration is no exception."""

    OPEN = ("factor_connect", "sign_out", "sign_out_everywhere")

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, view_func, view_args, view_kwargs):
        if not request.user.is_authenticated or request.session.get(PASSED):
            return None
        if not getattr(view_func, "login_required", True) or request.resolver_match.url_name in self.OPEN:
            return None
        if not must_have_factor(request.actor):
            return None
        if asks_code(request.user):  # a session that has not shown its code is no session
            logout(request)
            return redirect("sign_in")
        return redirect("factor_connect")


class PermissionsPolicyMiddleware:
    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        response.headers.setdefault(
            "Permissions-Policy", "camera=(), microphone=(), geolocation=(), payment=(), usb=()"
        )
        return response
