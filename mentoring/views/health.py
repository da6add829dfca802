"""What monitors ask: does the process answer, may it be given work, what do the counters say."""

from ipaddress import ip_address

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponse, JsonResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from mentoring.authentication import forwarded_address
from mentoring.kit.meter import request_families, text_of
from mentoring.queries import health
from mentoring.watching import meter


@login_not_required
@require_safe
@never_cache
def alive(request):
    """200 while the process answers; asks nobody else."""
    return JsonResponse({"status": "ok"})


@login_not_required
@require_safe
@never_cache
def healthz(request):
    """200 when the database answers, 503 when it does not; no details for strangers."""
    if health.database_answers():
        return JsonResponse({"status": "ok"})
    return JsonResponse({"status": "database away"}, status=503, headers={"Retry-After": "5"})


@login_not_required
@require_safe
@never_cache
def ready(request):
    """200 when everything is there to work with, else 503; which check failed is told to the monitor alone."""
    checks = health.readiness(timezone.now())
    passed = all(checks.values())
    answer = {"status": "ok" if passed else "not ready"}
    if is_monitor(request):
        answer["checks"] = checks
    return JsonResponse(answer, status=200 if passed else 503, headers={} if passed else {"Retry-After": "30"})


@login_not_required
@require_safe
@never_cache
def metrics(request):
    """Prometheus's text form; does not exist for those who are not named in METRICS_FROM."""
    if not is_monitor(request):
        raise Http404
    found = request_families(meter().read()) + health.families(timezone.now())
    return HttpResponse(text_of(found), content_type="text/plain; version=0.0.4; charset=utf-8")


def is_monitor(request):
    """Asked from an address of METRICS_FROM. A proxy that the settings do not know of, or that writes what cannot be read,
    hides everybody: nobody is let in.
    """
    came_by_proxy = "HTTP_X_FORWARDED_FOR" in request.META
    try:
        address = ip_address((forwarded_address(request) if came_by_proxy else request.META.get("REMOTE_ADDR")) or "")
    except ValueError:
        return False
    address = getattr(address, "ipv4_mapped", None) or address
    return any(address in network for network in settings.METRICS_FROM)
