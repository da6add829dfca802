"""The very same form sent again within a minute (a double press, a second window) adds nothing a second time."""

from contextlib import contextmanager
from datetime import timedelta

from django.db import DatabaseError, IntegrityError, transaction
from django.utils import timezone

from mentoring.kit.canonical import fingerprint
from mentoring.kit.first import came_second
from mentoring.kit.verdict import Refused, no
from mentoring.models import SentForm

HELD = timedelta(minutes=1)
SECOND = "В это же время то же самое сделал кто-то другой. Обновите страницу и посмотрите, что вышло."
SENT = "Вы только что отправили то же самое: оно сохранено один раз. Если нужно ещё одно, измените что-нибудь."


@contextmanager
def first_wins():
    """Two at once: the database took the other one. Says so instead of failing; raises Refused."""
    try:
        yield
    except DatabaseError as error:
        if not came_second(error):
            raise
        raise Refused(no(SECOND)) from error


@contextmanager
def once(request):
    """Lets the first of equal forms of one person through. Raises Refused for the rest; a form that failed may return.

    A row with a unique key decides who was first: workers are several processes and share nothing but the database. It
    is written in one transaction with what it lets through, so that a killed process leaves neither or both.
    """
    fields = sorted(
        (name, value) for name, values in request.POST.lists() for value in values if name != "csrfmiddlewaretoken"
    )
    files = sorted((name, file.name, file.size) for name, files in request.FILES.lists() for file in files)
    at = timezone.now()
    SentForm.objects.filter(at__lte=at - HELD).delete()
    with transaction.atomic():
        try:
            with transaction.atomic():
                SentForm.objects.create(key=fingerprint([request.user.pk, request.path, fields, files]), at=at)
        except IntegrityError:
            raise Refused(no(SENT)) from None
        yield
