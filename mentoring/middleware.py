"""Who is asking, and one header Django does not set."""

from django.utils.functional import SimpleLazyObject

from mentoring.access import actor_of


class ActorMiddleware:
    """Puts `request.actor` on every request; nothing is read until somebody asks."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        request.actor = SimpleLazyObject(lambda: actor_of(request.user, request.session.get("role", "")))
        return self.get_response(request)


class PermissionsPolicyMiddleware:
    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        response.headers.setdefault(
            "Permissions-Policy", "camera=(), microphone=(), geolocation=(), payment=(), usb=()"
        )
        return response
