"""The story remembers when the installation was last backed up and restored."""

from django.db import transaction

from mentoring.actions import journal
from mentoring.models import Setting

MADE, RESTORED = "backup_made", "backup_restored"


@transaction.atomic
def record_backup(name, *, by, at):
    """Told after the archive has its final name: who reads of it may count on it."""
    return _record(MADE, f"Сделана резервная копия {name}", by=by, at=at)


@transaction.atomic
def record_restore(name, *, by, at):
    return _record(RESTORED, f"Восстановлено из резервной копии {name}", by=by, at=at)


def _record(event, heading, *, by, at):
    return journal.record(event, heading, by=by, at=at, subject=Setting.objects.get(code="backup_days"))
