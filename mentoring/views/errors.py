"""Pages of refusal: 403, 404, 500, lost CSRF token, locked sign-in."""

import logging
import uuid

from django.http import HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string


def page_not_found(request, exception=None):
    return render(request, "404.html", status=404)


def permission_denied(request, exception=None):
    return render(request, "403.html", {"reason": str(exception or "")}, status=403)


def server_error(request):
    code = uuid.uuid4().hex[:8].upper()
    logging.getLogger("mentoring.incident").error("incident %s at %s", code, request.path)
    return HttpResponse(render_to_string("500.html", {"code": code}), status=500)


def csrf_failure(request, reason=""):
    return render(request, "csrf.html", status=403)


def sign_in_locked(request, credentials, *args, **kwargs):
    return render(request, "mentoring/sign_in_locked.html", {"minutes": 15}, status=429)
