"""Pages of refusal: 403, 404, 500, 503, lost CSRF token, locked sign-in."""

import errno
import logging
import sys
import uuid

from axes.handlers.proxy import AxesProxyHandler
from axes.helpers import get_cool_off
from django.db import InterfaceError, OperationalError
from django.http import HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils import timezone

from mentoring.actions import account
from mentoring.kit.logs import asked
from mentoring.kit.shelf import StoreAway
from mentoring.tasks import deliver_urgent
from mentoring.views import again
from mentoring.views.files import FileLost

NO_ROOM = (errno.ENOSPC, errno.EDQUOT)
FULL_WORDS = ("database or disk is full", "No space left on device")  # SQLite and PostgreSQL


def page_not_found(request, exception=None):
    return render(request, "404.html", {"lost": isinstance(exception, FileLost)}, status=404)


def permission_denied(request, exception=None):
    return render(request, "403.html", {"reason": str(exception or "")}, status=403)


def server_error(request):
    """A page that needs no database, with a number that stands in the log too; 503 while a store is away or the disk full."""
    error = sys.exc_info()[1]
    away = isinstance(error, (OperationalError, InterfaceError, StoreAway))
    full = getattr(error, "errno", None) in NO_ROOM or (away and any(word in str(error) for word in FULL_WORDS))
    code = uuid.uuid4().hex[:8].upper()
    about = asked.get()
    if about:
        about.incident = code  # Django's own line about this request comes next and carries it too
    logging.getLogger("mentoring.incident").error("incident %s: %s", code, type(error).__name__, exc_info=error)
    if not (away or full):
        return HttpResponse(render_to_string("500.html", {"code": code}), status=500)
    page = render_to_string("503.html", {"code": code, "full": full})
    return HttpResponse(page, status=503, headers={"Retry-After": "10", "Cache-Control": "no-store"})


def csrf_failure(request, reason=""):
    """The token of a page opened before the last sign-in: what was written is offered to be sent again."""
    waiting = again.read(request.POST.get("kept", ""), request.user) or again.of(request)
    if waiting and request.user.is_authenticated and again.is_from_here(request):
        return again.offer(request, waiting, status=403)
    return render(request, "csrf.html", status=403)


def sign_in_locked(request, response, credentials):
    """Every answer to a locked sign-in; the first one also writes to the owner of the address."""
    closed_for = get_cool_off(request)
    wrong_here = AxesProxyHandler.get_implementation().is_address_locked(request, credentials)
    if wrong_here and account.tell_of_lock(
        (credentials or {}).get("username") or "", closed_for=closed_for, at=timezone.now()
    ):
        deliver_urgent.enqueue()
    minutes = int(closed_for.total_seconds() // 60)
    return render(request, "mentoring/sign_in_locked.html", {"minutes": minutes}, status=429)
