from django.db.models import TextChoices


class ChangeKind(TextChoices):
    """What happens to a live pair without ending it, clauses 4.2 and 5.3."""

    REPLACE = "replace", "Замена участника"
    SUBSTITUTE = "substitute", "Временная замена"
    PAUSE = "pause", "Приостановка"


class ChangeState(TextChoices):
    LOOKING = "looking", "Подбираем человека"
    ASKED = "asked", "Ждём согласия"
    AGREED = "agreed", "Согласие есть"
    IN_ORDER = "in_order", "В проекте приказа"
    SIGNED = "signed", "Приказ подписан"
    RUNNING = "running", "Идёт"
    DONE = "done", "Исполнено"
    DROPPED = "dropped", "Отменено"


OPEN_CHANGES = (
    ChangeState.LOOKING,
    ChangeState.ASKED,
    ChangeState.AGREED,
    ChangeState.IN_ORDER,
    ChangeState.SIGNED,
    ChangeState.RUNNING,
)
