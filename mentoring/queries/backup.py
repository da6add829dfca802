"""How old the last good backup is, for who can do something about it."""

from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.utils import timezone

from mentoring.kit.dates import words
from mentoring.kit.text import count_of
from mentoring.models import JournalEntry
from mentoring.office import office


@dataclass(frozen=True)
class LastBackup:
    at: datetime | None
    sentence: str
    late: bool


def last_backup(now):
    """One row by the index of subjects; a demo is not backed up and warns nobody."""
    made = (
        JournalEntry.objects.filter(subject_type="mentoring.setting", event="backup_made")
        .order_by("-at")
        .values_list("at", flat=True)
        .first()
    )
    allowed = office().setting("backup_days")
    days = (now - made).days if made else None
    late = not settings.DEMO and (made is None or days >= allowed)
    return LastBackup(made, _sentence(made, days), late)


def _sentence(made, days):
    if made is None:
        return "Резервных копий ещё не делали"
    local = timezone.localtime(made)
    age = f", {count_of(days, 'day')} назад" if days else ""
    return f"Последняя резервная копия: {words(local.date())} в {local:%H:%M}{age}"
