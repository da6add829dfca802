"""Jobs of the ground floor for the background worker."""

from django.utils import timezone
from django_tasks import task


@task()
def ask_new_password(email):
    """In the background, so that the answer takes as long for an address nobody has as for a known one."""
    from mentoring.actions.account import ask_new_password as ask
    from mentoring.actions.letter import send_urgent

    ask(email, at=timezone.now())
    return send_urgent(at=timezone.now())


@task()
def deliver_urgent():
    from mentoring.actions.letter import send_urgent

    return send_urgent(at=timezone.now())
