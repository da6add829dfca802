"""Jobs of the ground floor for the background worker."""

from django.utils import timezone
from django_tasks import task


@task()
def deliver_urgent():
    from mentoring.actions.letter import send_urgent

    return send_urgent(at=timezone.now())
