from django.db.models import TextChoices


class SittingState(TextChoices):
    PLANNED = "planned", "Готовится"
    CALLED = "called", "Повестка разослана"
    CLOSED = "closed", "Протокол оформлен"
    CANCELED = "canceled", "Отменено"


# what a reader sees beside the state: tone and sentence
SITTING_TAGS = {
    SittingState.PLANNED: ("act", "Соберите повестку и разошлите её."),
    SittingState.CALLED: ("go", "Члены видят повестку."),
    SittingState.CLOSED: ("ok", ""),
    SittingState.CANCELED: ("calm", ""),
}


class ResolutionState(TextChoices):
    OPEN = "open", "Выполняется"
    DONE = "done", "Выполнено"
    DROPPED = "dropped", "Снято"
