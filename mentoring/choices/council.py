from django.db.models import TextChoices


class SittingState(TextChoices):
    PLANNED = "planned", "Готовится"
    CALLED = "called", "Повестка разослана"
    CLOSED = "closed", "Протокол оформлен"
    CANCELED = "canceled", "Отменено"


class ResolutionState(TextChoices):
    OPEN = "open", "Выполняется"
    DONE = "done", "Выполнено"
    DROPPED = "dropped", "Снято"
