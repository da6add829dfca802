"""The very same form sent again within a minute (a double press, a second window) adds nothing a second time."""

from contextlib import contextmanager

from django.core.cache import cache

from mentoring.kit.canonical import fingerprint
from mentoring.kit.verdict import Refused, no

SECONDS = 60
SENT = "Вы только что отправили то же самое: оно сохранено один раз. Если нужно ещё одно, измените что-нибудь."


@contextmanager
def once(request):
    """Lets the first of equal forms of one person through. Raises Refused for the rest; a form that failed may return."""
    fields = sorted(
        (name, value) for name, values in request.POST.lists() for value in values if name != "csrfmiddlewaretoken"
    )
    files = sorted((name, file.name, file.size) for name, files in request.FILES.lists() for file in files)
    key = f"once:{fingerprint([request.user.pk, request.path, fields, files])}"
    if not cache.add(key, True, SECONDS):
        raise Refused(no(SENT))
    try:
        yield
    except Exception:
        cache.delete(key)
        raise
