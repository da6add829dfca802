"""Who opened whose card, file or table is kept: the answer is ready, the address says whose data it shows."""

from django.core.cache import cache

from mentoring.kit.dates import today
from monitoring.actions.privacy.reading import note_reading
from monitoring.choices.privacy import ReadingKind
from monitoring.queries.privacy.named import people_in_table
from monitoring.queries.privacy.reads import READS

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
DAY_SECONDS = 24 * 3600


class ReadingMiddleware:
    """Stands inside the sign-in. Pages of anonymous surveys have no row in READS: of them nothing is written."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        match = request.resolver_match
        if response.status_code == 200 and match:
            read = READS.get(match.view_name)
            if (read or is_table(response)) and request.user.is_authenticated:
                self._note(request, read, match, response)
        return response

    def _note(self, request, read, match, response):
        """An address opened again on the same day tells nothing new: the cache remembers it, and nothing is asked."""
        on = today()
        if read is None:
            note_reading(people_in_table(response.content), ReadingKind.EXPORT, by=request.actor, day=on)
        elif cache.add(f"read:{on:%Y%m%d}:{request.user.pk}:{request.actor.role}:{request.path}", 1, DAY_SECONDS):
            note_reading(read.people(match.kwargs), read.kind, by=request.actor, day=on)


def is_table(response):
    return response.headers.get("Content-Type") == XLSX and not response.streaming
