"""Around everything else: the request's id for the log, the counters for the monitor."""

import logging
import re
from functools import lru_cache
from time import perf_counter
from uuid import uuid4

from django.conf import settings

from mentoring.kit.logs import Asked, asked
from mentoring.kit.meter import Meter

ID = re.compile(r"[0-9a-f]{16,32}")
UNTOLD = {"survey_ballot", "health", "ready", "healthz", "metrics"}  # who answered a survey when stands in no log
log = logging.getLogger("mentoring.request")


@lru_cache(maxsize=1)
def meter():
    return Meter(settings.METRICS_FOLDER)


class WatchMiddleware:
    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        about = Asked(_request_id(request), request)
        mark = asked.set(about)
        began = perf_counter()
        try:
            response = self.get_response(request)
            seconds = perf_counter() - began
            meter().count(response.status_code, seconds)
            if about.route not in UNTOLD:
                numbers = {"status": response.status_code, "ms": round(seconds * 1000)}
                log.info("%s %d", request.method, response.status_code, extra={"numbers": numbers})
            return response
        finally:
            asked.reset(mark)


def _request_id(request):
    """The proxy's own when there is one, so that both logs can be laid side by side."""
    given = request.headers.get("X-Request-Id", "") if settings.PROXY_COUNT else ""
    return given if ID.fullmatch(given) else uuid4().hex
