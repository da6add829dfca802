"""Words of the repeated measure of a member's own change: entry, middle, exit (R51)."""

from django.db.models import TextChoices


class CheckStage(TextChoices):
    ENTRY = "entry", "В начале"
    MIDDLE = "middle", "В середине"
    EXIT = "exit", "В конце"


class CheckState(TextChoices):
    ASKED = "asked", "Ждём ответа"
    GIVEN = "given", "Ответ дан"
    MISSED = "missed", "Не отвечено в срок"
