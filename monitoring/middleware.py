"""Who opened whose card, file or table is kept: the answer is ready, the address says whose data it shows."""

from mentoring.kit.dates import today
from monitoring.actions.privacy.reading import note_reading
from monitoring.choices.privacy import ReadingKind
from monitoring.queries.privacy.named import people_in_table
from monitoring.queries.privacy.reads import READS

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class ReadingMiddleware:
    """Stands inside the sign-in. Pages of anonymous surveys have no row in READS: of them nothing is written."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        match = request.resolver_match
        if response.status_code == 200 and match and not match.namespaces:
            read = READS.get(match.url_name)
            if (read or is_table(response)) and request.user.is_authenticated:
                self._note(request, read, match, response)
        return response

    def _note(self, request, read, match, response):
        people = read.people(match.kwargs) if read else people_in_table(response.content)
        kind = read.kind if read else ReadingKind.EXPORT
        note_reading(people, kind, by=request.actor, day=today())


def is_table(response):
    return response.headers.get("Content-Type") == XLSX and not response.streaming
