"""Words of case tasks: problem situations answered before and after a program (R43)."""

from django.db.models import TextChoices


class CaseStage(TextChoices):
    BEFORE = "before", "В начале"
    AFTER = "after", "В конце"


class CaseState(TextChoices):
    ASKED = "asked", "Ждём ответа"
    SENT = "sent", "Ответ дан"
    DROPPED = "dropped", "Не нужен"


class CaseSide(TextChoices):
    """Who marks an answer; their marks are shown apart."""

    MENTOR = "mentor", "Наставник"
    CURATOR = "curator", "Куратор"
    COLLEAGUE = "colleague", "Коллега"
